// title_nl = "Welke banden rusten op hooguit één bron?"
// title_en = "Which ties rest on one source at most?"
// why_nl = "Een band die niemand anders bevestigt is dun; vraag na voor iemand er iets op bouwt."
// why_en = "A tie that nobody else confirms is thin; ask before anybody builds on it."
// order = ["person_id", "other_id"]
// parameters = []
// columns = [
//   { name = "person_id", text_nl = "persoon" },
//   { name = "other_id", text_nl = "ander" },
//   { name = "kinds", type = "list", text_nl = "soort banden" },
//   { name = "sources", type = "list", text_nl = "bron" },
//   { name = "certainties", type = "list", text_nl = "zekerheid" },
//   { name = "rows", type = "integer", text_nl = "zo vaak geleverd" },
// ]

MATCH (one:Person)-[tie:TIED_TO]-(other:Person)
WHERE one.person_id < other.person_id
// A row that names no source adds none.
WITH one, other, collect(DISTINCT tie.kind) AS kinds, collect(DISTINCT tie.source) AS sources,
     collect(DISTINCT tie.certainty) AS certainties, count(tie) AS rows
WHERE size(sources) < 2
RETURN one.person_id AS person_id,
       other.person_id AS other_id,
       kinds AS kinds,
       sources AS sources,
       certainties AS certainties,
       rows AS rows
