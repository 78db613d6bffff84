// title_nl = "Hoe vaak komt elk soort signaal voor?"
// title_en = "How often does each type of signal occur?"
// why_nl = "Om te weten wat er in deze levering speelt voor men naar mensen kijkt. Wat drie partners over één voorval zeggen is één voorval."
// why_en = "To know what this delivery is about before looking at people. What three partners say of one occurrence is one occurrence."
// order = ["-episodes", "type"]
// parameters = []
// columns = [
//   { name = "type", text_nl = "soort" },
//   { name = "episodes", type = "integer", text_nl = "voorvallen" },
//   { name = "signals", type = "integer", text_nl = "signalen, zonder de weerlegde" },
//   { name = "as_suspect", type = "integer", text_nl = "personen die zelf verdachte of veroordeelde zijn" },
//   { name = "as_victim", type = "integer", text_nl = "personen die slachtoffer, getuige of kind in het gezin zijn" },
// ]

MATCH (signal:Signal)-[:PART_OF]->(episode:Episode)
WHERE coalesce(signal.status, '') <> 'refuted'
OPTIONAL MATCH (signal)-[:ABOUT]->(person:Person)
RETURN signal.type AS type,
       count(DISTINCT episode) AS episodes,
       count(DISTINCT signal) AS signals,
       count(DISTINCT CASE WHEN signal.role IN ['suspect', 'convicted'] AND signal.reason = 'counted'
                           THEN person END) AS as_suspect,
       count(DISTINCT CASE WHEN signal.role IN ['victim', 'witness', 'child_in_family'] AND signal.counted
                           THEN person END) AS as_victim
