// All that is chosen stands in the address after #, so that back, reload and a shared link work.
function famnetAddress(p) {
  "use strict";
  var quiet = false;
  var FIELDS = [["leefgebied", "domain"], ["keten", "chain"], ["partner", "partner"]];

  function off(boxes) {
    return boxes.filter(function (b) { return !b.checked; }).map(function (b) { return b.value; }).join(",");
  }
  function standard() {
    return p.crowded ? off(p.kindBoxes.map(function (b) {
      return { checked: p.PARTNER_KINDS.indexOf(b.value) < 0, value: b.value };
    })) : "";
  }
  function address() {
    var said = new URLSearchParams();
    FIELDS.forEach(function (pair) {
      var field = p.byId(pair[1]);
      if (field && field.value) { said.set(pair[0], field.value); }
    });
    if (p.month !== null) { said.set("dag", p.monthText(p.month)); }
    if (off(p.kindBoxes) !== standard()) { said.set("lijnen_uit", off(p.kindBoxes)); }
    if (off(p.sureBoxes)) { said.set("zeker_uit", off(p.sureBoxes)); }
    if (p.byId("search").value.trim()) { said.set("zoek", p.byId("search").value.trim()); }
    if (p.openWindows().length) { said.set("open", p.openWindows().join(",")); }
    if (p.selected) { said.set("kies", p.selected); }
    var way = p.pathState();
    if (way) {
      said.set("van", way[0]);
      said.set("naar", way[1]);
      if (p.byId("via").checked) { said.set("via", "partners"); }
    }
    return said.toString();
  }
  p.remember = function (step) {
    if (quiet) { return; }
    var text = "#" + address();
    if (text === (location.hash || "#")) { return; }
    // A notebook shuts the page in a frame without an address: then nothing is kept.
    try { history[step ? "pushState" : "replaceState"](null, "", text); } catch (e) { return; }
  };

  function filters(said) {
    p.reset();
    FIELDS.forEach(function (pair) {
      var field = p.byId(pair[1]), value = said.get(pair[0]) || "";
      if (field && Array.from(field.options).some(function (o) { return o.value === value; })) { field.value = value; }
    });
    var month = /^(\d{4})-(\d\d)$/.exec(said.get("dag") || "");
    p.setMonth(month ? Number(month[1]) * 12 + Number(month[2]) - 1 : null);
    [["lijnen_uit", p.kindBoxes], ["zeker_uit", p.sureBoxes]].forEach(function (pair) {
      if (!said.has(pair[0])) { return; }
      var gone = said.get(pair[0]).split(",");
      pair[1].forEach(function (b) { b.checked = gone.indexOf(b.value) < 0; });
      p.byHand();
    });
    p.byId("search").value = said.get("zoek") || "";
    p.search();
    p.filtered();
  }
  function state(said) {
    var wanted = (said.get("open") || "").split(",").filter(Boolean);
    p.openWindows().forEach(function (window) { if (wanted.indexOf(window) < 0) { p.close(window); } });
    wanted.forEach(p.open);
    filters(said);
    if (said.has("van")) { p.setPath(said.get("van"), said.get("naar"), said.get("via") === "partners"); }
    if (said.has("kies") && p.knowsOf(said.get("kies"))) { p.choose(said.get("kies"), true); } else { p.unchoose(); }
  }
  function one(asked) {
    // A page of a family links here as network.html#w-...; a row of the key page as #p:...
    function same(n) { return n.id === asked || n.code === asked; }
    var exact = p.all.find(same) || p.closedMembers().find(same);
    var members = p.all.filter(function (n) { return n.families.indexOf(asked) >= 0; });
    if (exact) { p.choose(exact.id, true); } else if (members.length) {
      p.byId("search").value = asked;
      p.search();
      p.fit(members.map(function (n) { return n.id; }));
    }
  }
  p.restore = function () {
    var text = location.hash.slice(1), asked = "";
    quiet = true;
    try {
      if (text.indexOf("=") > 0) { state(new URLSearchParams(text)); } else {
        try { asked = decodeURIComponent(text); } catch (e) { asked = ""; }
        if (asked) { one(asked); } else if (p.selected) { p.unchoose(); p.reset(); }
      }
    } finally { quiet = false; }
  };
  window.addEventListener("popstate", p.restore);
  window.addEventListener("hashchange", p.restore);
}
