// Family networks that are drawn as one node each, and opened: their people come to stand under
// them; everything further right or down makes room, and comes back when it is closed.
function famnetOpen(p) {
  "use strict";
  var WIDE = 220, TALL = 84, SIDE = 130, ABOVE = 70, GAP = 40;
  var opened = new Map(), base = new Map(), closed = null;
  var insides = p.data.insides;
  p.all.forEach(function (n) { base.set(n.id, { x: n.x, y: n.y }); });

  p.isFolded = function (n) { return n.kind === "family" && Object.prototype.hasOwnProperty.call(insides, n.code); };
  p.isOpen = function (window) { return opened.has(window); };
  p.openWindows = function () { return Array.from(opened.keys()); };
  function head(window) { return "f:" + window; }
  function extra(window) {
    var inside = insides[window];
    return {
      x: Math.max(0, inside.width + 2 * SIDE - WIDE) + GAP,
      y: inside.height + 2 * ABOVE + GAP
    };
  }

  p.closedMembers = function () {
    if (!closed) {
      closed = [];
      Object.keys(insides).forEach(function (window) {
        insides[window].marks.forEach(function (row) {
          if (row[1] !== "partner") {
            closed.push({ id: row[0] + "@" + window, kind: row[1], name: row[2], code: row[3], families: [window], closed: true, window: window });
          }
        });
      });
    }
    return closed.filter(function (n) { return !opened.has(n.window); });
  };
  // The id that can be chosen: who stands in a closed network makes it open.
  p.openFor = function (id) {
    if (!p.known.has(id)) { p.open(id.slice(id.lastIndexOf("@") + 1)); }
    return id;
  };
  p.knowsOf = function (id) {
    return p.known.has(id) || p.closedMembers().some(function (n) { return n.id === id; });
  };

  function spread() {
    // From the first places, so that opening in any order gives the same picture.
    var moved = [], rooms = Array.from(opened.keys()).map(function (window) {
      return { at: base.get(head(window)), by: extra(window) };
    });
    base.forEach(function (at, id) {
      var x = at.x, y = at.y;
      rooms.forEach(function (room) {
        if (at.x > room.at.x) { x += room.by.x; }
        if (at.y > room.at.y) { y += room.by.y; }
      });
      var n = p.known.get(id);
      if (n.x !== x || n.y !== y) { n.x = x; n.y = y; moved.push({ id: id, x: x, y: y }); }
    });
    opened.forEach(function (own, window) {
      var top = p.known.get(head(window));
      own.nodes.forEach(function (n) {
        var x = top.x - WIDE / 2 + SIDE + n.own.x, y = top.y + TALL / 2 + ABOVE + n.own.y;
        if (n.x !== x || n.y !== y) { n.x = x; n.y = y; moved.push({ id: n.id, x: x, y: y }); }
      });
    });
    nodes.update(moved.filter(function (change) { return nodes.get(change.id) !== null; }));
  }

  function node(row, window) {
    var form = p.data.forms[row[1] + "/" + row[7]];
    return Object.assign({}, form, {
      id: row[0] + "@" + window, kind: row[1], label: row[2], name: row[2], code: row[3], title: row[2],
      facts: row[6], variant: row[7], since: row[8], died: row[9], families: [window], physics: false,
      own: { x: row[4], y: row[5] }, page: p.known.get(head(window)).page
    });
  }
  function tableRow(n) {
    var row = p.element("tr"), name = p.element("th", n.name);
    name.scope = "row";
    row.dataset.key = n.id;
    row.dataset[n.kind + "Id"] = n.code;
    row.append(name, p.element("td", n.code), p.element("td", p.NAMES[n.kind][0]),
      p.element("td", n.facts.slice(1).map(function (fact) { return fact.join(": "); }).join("; ")),
      p.element("td", n.families.join(", ")));
    document.querySelector("#marks tbody").appendChild(row);
    p.rows.set(n.id, row);
  }
  function lineRow(e) {
    var row = p.element("tr");
    row.dataset.line = e.id;
    [p.known.get(e.from).name, e.said, p.known.get(e.to).name, p.SURE[e.certainty],
      e.domains.map(function (code) { return p.data.domains[code] || code; }).join(", "),
      e.proofs.map(function (proof) { return proof[0]; }).join(", ")].forEach(function (text) {
      row.appendChild(p.element("td", text));
    });
    document.querySelector("#lines tbody").appendChild(row);
    p.rows.set(e.id, row);
  }
  function twins(own, window) {
    // Who stands in two open networks is one person: a dotted line says so.
    var made = [];
    own.nodes.forEach(function (n) {
      opened.forEach(function (other, name) {
        var twin = n.id.slice(0, n.id.lastIndexOf("@")) + "@" + name;
        if (name !== window && n.kind !== "partner" && p.known.has(twin)) {
          made.push(p.expand([n.id, twin, "same", p.say("same"), p.say("same"), "unconfirmed", []], "s:" + n.id + ":" + name, ""));
        }
      });
    });
    return made;
  }

  p.open = function (window) {
    if (opened.has(window) || !insides[window] || !p.known.has(head(window))) { return; }
    var inside = insides[window], own = { nodes: [], lines: [] };
    own.nodes = inside.marks.map(function (row) { return node(row, window); });
    own.nodes.forEach(function (n) { p.addNode(n); tableRow(n); });
    own.lines = inside.lines.map(function (row, i) { return p.expand(row, "i:" + window + ":" + i, "@" + window); });
    own.lines = own.lines.concat(twins(own, window));
    own.lines.forEach(function (e) { p.addLine(e); lineRow(e); });
    opened.set(window, own);
    spread();
    nodes.add(own.nodes);
    edges.add(own.lines);
    p.apply();
    // Boxes are measured when drawn; without this a fit would go by nothing.
    network.redraw();
    p.homesAgain();
  };
  p.close = function (window) {
    var own = opened.get(window);
    if (!own) { return; }
    opened.delete(window);
    var gone = new Set(own.nodes.map(function (n) { return n.id; }));
    var lost = p.lines.filter(function (e) { return gone.has(e.from) || gone.has(e.to); });
    var off = new Set(lost.map(function (e) { return e.id; }));
    edges.remove(Array.from(off));
    nodes.remove(Array.from(gone));
    p.all = p.all.filter(function (n) { return !gone.has(n.id); });
    p.lines = p.lines.filter(function (e) { return !off.has(e.id); });
    lost.forEach(function (e) {
      [e.from, e.to].forEach(function (id) {
        if (p.around.has(id)) { p.around.set(id, p.around.get(id).filter(function (x) { return x !== e; })); }
      });
    });
    Array.from(gone).concat(Array.from(off)).forEach(function (id) {
      var row = p.rows.get(id);
      if (row) { row.remove(); p.rows.delete(id); }
      p.known.delete(id);
      p.around.delete(id);
    });
    if (p.selected && gone.has(p.selected)) { p.selected = head(window); }
    if (p.path && p.path.nodes.some(function (id) { return gone.has(id); })) { p.clearPath(); }
    spread();
    p.apply();
    p.homesAgain();
  };
  p.toggle = function (window) {
    if (opened.has(window)) { p.close(window); } else { p.open(window); show(window); }
    p.details(p.selected || head(window));
    p.remember(true);
  };
  function show(window) {
    p.fit([head(window)].concat(opened.get(window).nodes.map(function (n) { return n.id; }).filter(function (id) { return p.visible.has(id); })));
  }
  // A click, or Enter in the list: choose, and open a family network that is closed.
  p.touch = function (id, go) {
    var n = p.known.get(id), fold = n && p.isFolded(n) && !opened.has(n.code);
    if (fold) { p.open(n.code); }
    p.choose(id, go && !fold);
    if (fold) { show(n.code); }
  };
  p.membersOf = function (id) {
    var own = opened.get(p.known.get(id).code);
    return own && id === head(p.known.get(id).code) ? own : { nodes: [], lines: [] };
  };
  p.frames = function () {
    return Array.from(opened.keys()).filter(function (window) { return p.visible.has(head(window)); }).map(function (window) {
      var at = network.getPosition(head(window)), by = extra(window);
      return { left: at.x - WIDE / 2 - 12, top: at.y - TALL / 2 - 8, width: WIDE + by.x - GAP + 24, height: TALL + by.y - GAP + 16 };
    });
  };
}
