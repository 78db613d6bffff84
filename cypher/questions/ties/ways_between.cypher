// title_nl = "Via wie zijn twee personen het kortst verbonden?"
// title_en = "Through whom are two persons most closely connected?"
// why_nl = "Om te begrijpen hoe twee betrokkenen elkaar kunnen kennen; alle kortste wegen staan erin. Een weg is geen bewijs van contact."
// why_en = "To understand how two persons may know each other; all shortest ways are in it. A way is no proof of contact."
// order = ["step", "person_id"]
// parameters = [
//   { name = "person", type = "person", text_nl = "van wie" },
//   { name = "other", type = "person", text_nl = "naar wie" },
//   { name = "over", type = "choice", default = "ties_and_kin", values = ["ties", "ties_and_kin"], text_nl = "over banden, of ook over verwantschap" },
//   { name = "on", type = "date", default = "as_of", text_nl = "op welke dag" },
// ]
// columns = [
//   { name = "step", type = "integer", text_nl = "stap" },
//   { name = "person_id", text_nl = "persoon op een kortste weg" },
//   { name = "by", type = "list", text_nl = "verbonden met de vorige stap door" },
// ]

MATCH (one:Person {person_id: $person})
MATCH (other:Person {person_id: $other})
WHERE one <> other
MATCH way = ALL SHORTEST (one)(()
  -[link:TIED_TO|PARENT_OF|ADOPTIVE_PARENT_OF|FOSTER_PARENT_OF|STEP_PARENT_OF|GUARDIAN_OF|PARTNER_OF|SIBLING_OF|TWIN_OF|IDENTICAL_TWIN_OF
    WHERE ($over = 'ties_and_kin' OR type(link) = 'TIED_TO')
      AND (link.start IS NULL OR link.start <= $on) AND (link.end IS NULL OR link.end > $on)]-
  ()){1,6}(other)
UNWIND range(0, length(way)) AS step
WITH step, nodes(way)[step] AS person, CASE WHEN step > 0 THEN relationships(way)[step - 1] END AS link
RETURN step AS step,
       person.person_id AS person_id,
       collect(DISTINCT CASE WHEN type(link) = 'TIED_TO' THEN link.kind ELSE toLower(type(link)) END) AS by
