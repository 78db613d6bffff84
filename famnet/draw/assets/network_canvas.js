// What is drawn under and over the picture: outlines, the chosen one, neighbours, the way; and keys.
function famnetCanvas(p) {
  "use strict";
  var lives = new Map(), waiting = 0, FOCUS = "#b3005e", WAY = "#124f8c", INK = "#1b2126";

  // vis makes its own frame a tab stop too; one is enough.
  document.querySelectorAll("#mynetwork [tabindex]").forEach(function (inner) { inner.tabIndex = -1; });

  p.homesAgain = function () {
    // Who has two homes stands in the first; an institution has no outline.
    var homed = new Set();
    lives = new Map();
    p.lines.forEach(function (e) {
      if (e.kind === "residence" && !e.late && !homed.has(e.from) && p.known.get(e.to).outline) {
        homed.add(e.from);
        if (!lives.has(e.to)) { lives.set(e.to, []); }
        lives.get(e.to).push(e);
      }
    });
  };
  p.homesAgain();

  function rounded(ctx, x, y, w, h, r) {
    ctx.beginPath();
    ctx.moveTo(x + r, y);
    ctx.arcTo(x + w, y, x + w, y + h, r);
    ctx.arcTo(x + w, y + h, x, y + h, r);
    ctx.arcTo(x, y + h, x, y, r);
    ctx.arcTo(x, y, x + w, y, r);
    ctx.closePath();
  }
  function under(ctx) {
    p.frames().forEach(function (f) {
      rounded(ctx, f.left, f.top, f.width, f.height, 10);
      ctx.fillStyle = "#ffffff";
      ctx.fill();
      ctx.lineWidth = 2;
      ctx.strokeStyle = INK;
      ctx.stroke();
    });
    // The pale outline of a household; never around someone who doesn't live there that day.
    lives.forEach(function (stays, home) {
      if (!p.visible.has(home)) { return; }
      var seen = stays.filter(function (e) { return p.visible.has(e.from) && p.alive(e); }).map(function (e) { return e.from; });
      if (!seen.length) { return; }
      var at = network.getPositions(seen.concat([home]));
      var xs = Object.values(at).map(function (xy) { return xy.x; }), ys = Object.values(at).map(function (xy) { return xy.y; });
      var left = Math.min.apply(null, xs) - 56, top = Math.min.apply(null, ys) - 30;
      rounded(ctx, left, top, Math.max.apply(null, xs) + 56 - left, Math.max.apply(null, ys) + 54 - top, 14);
      ctx.fillStyle = "#f9fafb";
      ctx.fill();
      ctx.lineWidth = 1;
      ctx.strokeStyle = "#c9d0d6";
      ctx.stroke();
    });
  }

  function box(ctx, id, gap, width, color) {
    var b = network.getBoundingBox(id), below = p.known.get(id).kind === "person" ? 8 : 0;
    rounded(ctx, b.left - gap, b.top - gap, b.right - b.left + 2 * gap, b.bottom - b.top + 2 * gap + below, 9);
    ctx.lineWidth = width / Math.min(1, network.getScale());
    ctx.strokeStyle = color;
    ctx.stroke();
  }
  function node(ctx, id) {
    var own = network.body.nodes[id], later = own ? own.draw(ctx) : null;
    // A label that stands outside its sign is drawn apart.
    if (later && later.drawExternalLabel) { later.drawExternalLabel(); }
  }
  function again(ctx, ids, lines) {
    // The rest goes pale; these are drawn once more on top.
    var far = 1e6;
    ctx.fillStyle = "rgba(255,255,255,.78)";
    ctx.fillRect(-far, -far, 2 * far, 2 * far);
    lines.forEach(function (id) { if (network.body.edges[id]) { network.body.edges[id].draw(ctx); } });
    ids.forEach(function (id) { node(ctx, id); });
    lines.forEach(function (id) { var e = network.body.edges[id]; if (e) { e.drawArrows(ctx); } });
  }
  function neighbours(ctx) {
    if (!p.near || !p.visible.has(p.near)) { return; }
    var own = p.around.get(p.near).filter(function (e) { return p.shown.has(e.id); });
    var ids = new Set([p.near]), inside = p.membersOf(p.near);
    // Who stands in an open network belongs to it.
    own = own.concat(inside.lines.filter(function (e) { return p.shown.has(e.id); }));
    inside.nodes.forEach(function (n) { if (p.visible.has(n.id)) { ids.add(n.id); } });
    own.forEach(function (e) { ids.add(e.from); ids.add(e.to); });
    if (ids.size === 1) { box(ctx, p.near, 4, 2, INK); return; }
    again(ctx, Array.from(ids), own.map(function (e) { return e.id; }));
    box(ctx, p.near, 4, 2, INK);
  }
  function way(ctx) {
    if (!p.path) { return; }
    var at = network.getPositions(p.path.nodes.filter(function (id) { return p.visible.has(id); }));
    p.path.steps.forEach(function (step) {
      var a = at[step.from], b = at[step.to];
      if (!a || !b) { return; }
      [["#ffffff", 11], [WAY, 5]].forEach(function (pen) {
        ctx.beginPath();
        ctx.moveTo(a.x, a.y);
        ctx.lineTo(b.x, b.y);
        ctx.lineWidth = pen[1] / Math.min(1, network.getScale());
        ctx.strokeStyle = pen[0];
        ctx.stroke();
      });
    });
    p.path.nodes.forEach(function (id, i) {
      if (!at[id]) { return; }
      node(ctx, id);
      box(ctx, id, 4, 3, WAY);
      var b = network.getBoundingBox(id), r = 11 / Math.min(1, network.getScale());
      ctx.beginPath();
      ctx.arc(b.left - 2, b.top - 2, r, 0, 2 * Math.PI);
      ctx.fillStyle = WAY;
      ctx.fill();
      ctx.fillStyle = "#ffffff";
      ctx.font = "bold " + r * 1.25 + "px Arial";
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillText(String(i + 1), b.left - 2, b.top - 2);
    });
  }
  function over(ctx) {
    ctx.save();
    ctx.setLineDash([]);
    neighbours(ctx);
    way(ctx);
    if (p.selected && p.visible.has(p.selected)) { box(ctx, p.selected, 7, 3, FOCUS); }
    ctx.restore();
  }

  // ---- neighbours ----------------------------------------------------------------------------
  p.setNear = function (id) {
    clearTimeout(waiting);
    waiting = setTimeout(function () {
      p.near = id;
      var said = "";
      if (id && p.visible.has(id)) {
        var others = new Set();
        p.around.get(id).forEach(function (e) { if (p.shown.has(e.id)) { others.add(e.from === id ? e.to : e.from); } });
        others.delete(id);
        var names = Array.from(others).map(function (other) { return p.known.get(other).name; });
        said = p.known.get(id).name + " · " + p.say(names.length === 1 ? "neighbour" : "neighbours", { n: names.length }) +
          (names.length ? ": " + names.slice(0, 12).join(", ") + (names.length > 12 ? " …" : "") : "");
      }
      p.byId("near").textContent = said;
      network.redraw();
    }, id ? 130 : 60);
  };

  p.fit = function (ids) {
    var wanted = (ids || p.all.map(function (n) { return n.id; })).filter(function (id) { return p.known.has(id); });
    if (!wanted.length) { return; }
    network.fit({ nodes: wanted, animation: false, minZoomLevel: 0.05, maxZoomLevel: 1.1 });
    network.moveTo({ scale: network.getScale() * 0.97, animation: false });
  };
  function keys(event) {
    var at = network.getViewPosition(), scale = network.getScale(), step = 90 / scale;
    var moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (moves[event.key]) {
      network.moveTo({ position: { x: at.x + moves[event.key][0], y: at.y + moves[event.key][1] }, animation: false });
    } else if (event.key === "+" || event.key === "=") {
      network.moveTo({ scale: scale * 1.25, animation: false });
    } else if (event.key === "-") {
      network.moveTo({ scale: scale / 1.25, animation: false });
    } else if (event.key === "0") {
      p.fit();
    } else { return; }
    event.preventDefault();
  }
  network.on("beforeDrawing", function (ctx) { ctx.save(); under(ctx); ctx.restore(); });
  network.on("afterDrawing", over);
  network.on("hoverNode", function (what) { p.setNear(what.node); });
  network.on("blurNode", function () { p.setNear(null); });
  network.on("click", function (what) { if (what.nodes.length) { p.touch(what.nodes[0], false); } });
  p.byId("mynetwork").addEventListener("keydown", keys);
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && p.selected) { p.unchoose(); p.remember(true); }
  });
}
