(function () {
  "use strict";
  // One tab stop; arrows go to the nearest item that way. Everything is written as text.
  var data = JSON.parse(document.getElementById("data").textContent);
  var told = document.getElementById("told");
  var hint = told.firstElementChild;
  var items = Array.prototype.filter.call(
    document.querySelectorAll("#picture g[tabindex]"), function (g) { return data[g.id]; });
  var pinned = null;
  var timer = 0;
  if (!items.length) { return; }

  function element(name, text) {
    var made = document.createElement(name);
    if (text) { made.textContent = text; }
    return made;
  }
  function show(item) {
    var it = data[item.id];
    var list = element("dl");
    it.facts.concat([[told.dataset.sure, it.sure]])
      .concat(it.evidence.length ? [[told.dataset.proof, it.evidence.join(", ")]] : [])
      .forEach(function (fact) { list.append(element("dt", fact[0]), element("dd", fact[1])); });
    told.replaceChildren(element("h3", it.label), element("p", it.title), list);
    items.forEach(function (other) { other.classList.toggle("near", other === item); });
  }
  function clear() {
    pinned = null;
    told.replaceChildren(hint);
    items.forEach(function (item) { item.classList.remove("near"); });
  }
  function middle(item) {
    var box = item.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  }
  function reach(item, focus) {
    items.forEach(function (other) { other.setAttribute("tabindex", other === item ? "0" : "-1"); });
    if (focus) { item.focus(); }
  }
  function toward(item, dx, dy) {
    var from = middle(item);
    var best = null;
    var least = Infinity;
    items.forEach(function (other) {
      if (other === item) { return; }
      var to = middle(other);
      var along = (to[0] - from[0]) * dx + (to[1] - from[1]) * dy;
      var across = Math.abs((to[0] - from[0]) * dy) + Math.abs((to[1] - from[1]) * dx);
      if (along > 1 && along + 2 * across < least) { least = along + 2 * across; best = other; }
    });
    return best;
  }
  var ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  items.forEach(function (item) {
    item.addEventListener("mouseenter", function () {
      clearTimeout(timer);
      timer = setTimeout(function () { if (!pinned) { show(item); } }, 130);
    });
    item.addEventListener("mouseleave", function () { clearTimeout(timer); });
    item.addEventListener("focus", function () { pinned = null; show(item); });
    item.addEventListener("click", function (event) {
      event.stopPropagation();
      reach(item, true);
      pinned = item;
      show(item);
    });
    item.addEventListener("keydown", function (event) {
      var way = ways[event.key];
      var next = way ? toward(item, way[0], way[1])
        : event.key === "Home" ? items[0]
          : event.key === "End" ? items[items.length - 1] : null;
      if (next) { reach(next, true); }
      if (event.key === "Enter" || event.key === " ") { pinned = item; show(item); }
      if (next || way || event.key === " ") { event.preventDefault(); }
    });
  });
  document.addEventListener("click", clear);
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") { clear(); } });
  var people = items.filter(function (item) { return item.classList.contains("symbol"); });
  reach(people[0] || items[0], false);
})();
