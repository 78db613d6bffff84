// The shortest way between two that are chosen, in words and on the picture.
function famnetPath(p) {
  "use strict";
  var ends = { from: p.byId("from"), to: p.byId("to") }, via = p.byId("via"), filled = false;

  function named(n) { return n.name === n.code ? n.name : n.name + " · " + n.code; }
  function names() {
    // The list of names is long: it is made when somebody goes there.
    if (filled === p.all.length) { return; }
    filled = p.all.length;
    p.byId("names").replaceChildren.apply(p.byId("names"), p.all.map(function (n) {
      var option = p.element("option");
      option.value = named(n);
      return option;
    }));
  }
  function meant(text) {
    var word = p.low(text.trim());
    if (!word) { return null; }
    var exact = p.all.filter(function (n) { return p.low(named(n)) === word || p.low(n.code) === word; });
    if (exact.length) { return exact[0].id; }
    var same = p.all.filter(function (n) { return p.low(n.name) === word; });
    if (!same.length) { same = p.all.filter(function (n) { return p.low(named(n)).indexOf(word) >= 0; }); }
    return same.length === 1 ? same[0].id : null;
  }

  function usable(e) {
    if (p.isPartnerLine(e)) { return via.checked && p.sure.has(e.certainty) && p.visible.has(e.from) && p.visible.has(e.to); }
    return p.shown.has(e.id);
  }
  function shortest(one, two) {
    // Breadth first, lines in their own order: the same question has the same answer.
    var came = new Map([[one, null]]), queue = [one];
    for (var i = 0; i < queue.length && !came.has(two); i += 1) {
      p.around.get(queue[i]).forEach(function (e) {
        var other = e.from === queue[i] ? e.to : e.from;
        if (!came.has(other) && p.alive(e) && usable(e)) { came.set(other, e); queue.push(other); }
      });
    }
    if (!came.has(two)) { return null; }
    var steps = [], at = two;
    while (came.get(at)) {
      var e = came.get(at), before = e.from === at ? e.to : e.from;
      steps.unshift({ line: e, from: before, to: at });
      at = before;
    }
    return steps;
  }

  p.findPath = function (go) {
    var one = meant(ends.from.value), two = meant(ends.to.value);
    var said = p.byId("pathsaid"), list = p.byId("steps");
    list.textContent = "";
    p.path = null;
    if (!one || !two) {
      var which = !one ? ends.from : ends.to;
      said.textContent = p.say(which === ends.from ? "pick_from" : "pick_to");
      network.redraw();
      return;
    }
    var steps = one === two ? [] : shortest(one, two);
    if (!steps) {
      said.textContent = p.say("no_path");
      p.path = { nodes: [one, two], steps: [] };
      network.redraw();
      return;
    }
    said.textContent = one === two ? p.say("itself") : p.say(steps.length === 1 ? "one_step" : "some_steps", { n: steps.length });
    steps.forEach(function (step) {
      var out = step.line.from === step.from;
      var sure = step.line.certainty === "confirmed" ? "" : " (" + p.SURE[step.line.certainty] + ")";
      list.appendChild(p.element("li", p.known.get(step.from).name + ": " + p.told(step.line, !out) + " " +
        p.known.get(step.to).name + sure + "."));
    });
    p.path = { nodes: [one].concat(steps.map(function (step) { return step.to; })), steps: steps };
    if (go) { p.fit(p.path.nodes); }
    network.redraw();
  };
  p.clearPath = function () {
    ends.from.value = "";
    ends.to.value = "";
    via.checked = false;
    p.byId("pathsaid").textContent = "";
    p.byId("steps").textContent = "";
    p.path = null;
    network.redraw();
  };
  p.pathEnd = function (which, id) {
    ends[which].value = named(p.known.get(id));
    p.byId("way").open = true;
    if (ends.from.value && ends.to.value) { p.findPath(true); } else { ends[which === "from" ? "to" : "from"].focus(); }
    p.remember(true);
  };
  p.pathState = function () {
    return p.path ? [p.path.nodes[0], p.path.nodes[p.path.nodes.length - 1]] : null;
  };
  p.setPath = function (one, two, through) {
    if (!p.known.has(one) || !p.known.has(two)) { return; }
    ends.from.value = named(p.known.get(one));
    ends.to.value = named(p.known.get(two));
    via.checked = through;
    p.byId("way").open = true;
    p.findPath(false);
  };
  Object.keys(ends).forEach(function (which) {
    ends[which].addEventListener("focus", names);
    ends[which].addEventListener("keydown", function (event) {
      if (event.key === "Enter") { event.preventDefault(); p.findPath(true); p.remember(true); }
    });
  });
  via.addEventListener("change", function () { if (p.path) { p.findPath(true); p.remember(true); } });
  p.byId("findpath").addEventListener("click", function () { p.findPath(true); p.remember(true); });
  p.byId("nopath").addEventListener("click", function () { p.clearPath(); p.remember(true); });
}
