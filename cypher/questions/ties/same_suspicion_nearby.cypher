// title_nl = "Wie in de kring van deze persoon is verdachte van dezelfde soort feiten?"
// title_en = "Who in the circle of this person is suspect of the same kind of acts?"
// why_nl = "Om te zien of zaken bij elkaar kunnen horen. Alleen eigen feiten als verdachte of veroordeelde tellen, van allebei."
// why_en = "To see whether cases may belong together. Only own acts as suspect or convicted count, of both."
// order = ["steps", "person_id"]
// parameters = [
//   { name = "person", type = "person", text_nl = "persoon" },
//   { name = "steps", type = "integer", default = 2, min = 1, max = 3, text_nl = "hooguit zoveel stappen" },
//   { name = "on", type = "date", default = "as_of", text_nl = "op welke dag" },
// ]
// columns = [
//   { name = "person_id", text_nl = "ander" },
//   { name = "steps", type = "integer", text_nl = "stappen" },
//   { name = "types", type = "list", text_nl = "soorten die beiden hebben" },
// ]

MATCH (person:Person {person_id: $person})<-[:ABOUT]-(own:Signal)
WHERE own.role IN ['suspect', 'convicted'] AND own.reason = 'counted'
WITH person, collect(DISTINCT own.type) AS own_types
MATCH way = SHORTEST 1 (person)(()
  -[tie:TIED_TO WHERE (tie.start IS NULL OR tie.start <= $on) AND (tie.end IS NULL OR tie.end > $on)]-
  ()){1,3}(other:Person)
WHERE other <> person
WITH other, own_types, length(way) AS steps
WHERE steps <= $steps
MATCH (other)<-[:ABOUT]-(signal:Signal)
WHERE signal.role IN ['suspect', 'convicted'] AND signal.reason = 'counted' AND signal.type IN own_types
RETURN other.person_id AS person_id,
       steps AS steps,
       collect(DISTINCT signal.type) AS types
