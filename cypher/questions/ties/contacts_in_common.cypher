// title_nl = "Wie kennen twee personen allebei?"
// title_en = "Whom do two persons both know?"
// why_nl = "Om te zien wie tussen twee gezinnen of twee zaken in staat, bijvoorbeeld om dubbel werk te voorkomen."
// why_en = "To see who stands between two families or two cases, for instance to avoid doing things twice."
// order = ["person_id"]
// parameters = [
//   { name = "person", type = "person", text_nl = "persoon" },
//   { name = "other", type = "person", text_nl = "ander" },
//   { name = "on", type = "date", default = "as_of", text_nl = "op welke dag" },
// ]
// columns = [
//   { name = "person_id", text_nl = "wie zij allebei kennen" },
//   { name = "with_person", type = "list", text_nl = "banden met de persoon" },
//   { name = "with_other", type = "list", text_nl = "banden met de ander" },
// ]

MATCH (one:Person {person_id: $person})
MATCH (other:Person {person_id: $other})
WHERE one <> other
MATCH (one)-[tie:TIED_TO]-(contact:Person)-[other_tie:TIED_TO]-(other)
WHERE contact <> one AND contact <> other
  AND (tie.start IS NULL OR tie.start <= $on) AND (tie.end IS NULL OR tie.end > $on)
  AND (other_tie.start IS NULL OR other_tie.start <= $on) AND (other_tie.end IS NULL OR other_tie.end > $on)
RETURN contact.person_id AS person_id,
       collect(DISTINCT tie.kind) AS with_person,
       collect(DISTINCT other_tie.kind) AS with_other
