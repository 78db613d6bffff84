// Everybody on the picture as a list: one tab stop, arrows inside, Enter chooses. What the canvas
// says to the mouse, this says to the keyboard and to a screen reader.
function famnetList(p) {
  "use strict";
  var list = p.byId("list"), options = new Map(), order = [], active = null;
  var rank = { family: 0, person: 1, household: 2, partner: 3 };

  p.fillList = function () {
    var wanted = p.all.filter(function (n) { return p.visible.has(n.id); });
    wanted.sort(function (a, b) {
      return rank[a.kind] - rank[b.kind] || a.name.localeCompare(b.name, "nl", { numeric: true });
    });
    order = wanted.map(function (n) { return n.id; });
    options = new Map();
    var made = document.createDocumentFragment();
    wanted.forEach(function (n) {
      var item = p.element("li", n.name + (n.name === n.code || n.kind === "family" ? "" : " · " + n.code));
      item.setAttribute("role", "option");
      item.dataset.key = n.id;
      item.tabIndex = -1;
      options.set(n.id, item);
      made.appendChild(item);
    });
    list.replaceChildren(made);
    p.byId("listhead").textContent = p.say("who", { n: order.length });
    if (!options.has(active)) { active = order.length ? order[0] : null; }
    p.markList();
  };
  p.markList = function () {
    if (p.selected && options.has(p.selected)) { active = p.selected; }
    options.forEach(function (item, id) {
      item.setAttribute("aria-selected", id === p.selected ? "true" : "false");
      item.tabIndex = id === active ? 0 : -1;
    });
    var chosen = options.get(p.selected);
    if (chosen && document.activeElement !== chosen) { list.scrollTop = chosen.offsetTop - list.clientHeight / 2; }
  };
  function go(id) {
    if (!options.has(id)) { return; }
    options.get(id).focus();
  }
  list.addEventListener("focusin", function (event) {
    var key = event.target.dataset.key;
    if (!key) { return; }
    if (key !== active) {
      if (options.has(active)) { options.get(active).tabIndex = -1; }
      active = key;
      event.target.tabIndex = 0;
    }
    p.setNear(key);
  });
  list.addEventListener("focusout", function () { p.setNear(null); });
  list.addEventListener("click", function (event) {
    var key = event.target.dataset.key;
    if (key) { p.touch(key, true); go(key); }
  });
  list.addEventListener("keydown", function (event) {
    var at = order.indexOf(active), last = order.length - 1;
    var steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last, PageDown: at + 10, PageUp: at - 10 };
    if (event.key in steps) {
      go(order[Math.max(0, Math.min(last, steps[event.key]))]);
    } else if (event.key === "Enter" || event.key === " ") {
      p.touch(active, true);
      go(active);
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      // A letter goes to the next that begins with it.
      var letter = p.low(event.key);
      go(order.slice(at + 1).concat(order.slice(0, at + 1)).find(function (id) {
        return p.low(p.known.get(id).name).indexOf(letter) === 0;
      }));
    } else { return; }
    event.preventDefault();
  });
}
