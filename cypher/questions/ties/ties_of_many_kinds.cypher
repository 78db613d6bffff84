// title_nl = "Wie zijn op meer dan één manier met elkaar verbonden?"
// title_en = "Who are tied in more than one way?"
// why_nl = "Zaken doen, elkaar kennen en samen verdachte zijn versterken elkaar; een plan voor de een raakt dan ook de ander."
// why_en = "Doing business, knowing each other and being suspects together strengthen each other; a plan for one then touches the other too."
// order = ["-kinds_count", "person_id", "other_id"]
// parameters = [
//   { name = "least", type = "integer", default = 2, min = 2, max = 5, text_nl = "ten minste zoveel soorten" },
//   { name = "on", type = "date", default = "as_of", text_nl = "op welke dag" },
// ]
// columns = [
//   { name = "person_id", text_nl = "persoon" },
//   { name = "other_id", text_nl = "ander" },
//   { name = "kinds", type = "list", text_nl = "soort banden" },
//   { name = "kinds_count", type = "integer", text_nl = "aantal soorten" },
//   { name = "most_weight", type = "number", text_nl = "hoogste gewicht" },
// ]

MATCH (one:Person)-[tie:TIED_TO]-(other:Person)
WHERE one.person_id < other.person_id
  AND (tie.start IS NULL OR tie.start <= $on) AND (tie.end IS NULL OR tie.end > $on)
WITH one, other, collect(DISTINCT tie.kind) AS kinds, max(tie.weight) AS most_weight
WHERE size(kinds) >= $least
RETURN one.person_id AS person_id,
       other.person_id AS other_id,
       kinds AS kinds,
       size(kinds) AS kinds_count,
       most_weight AS most_weight
