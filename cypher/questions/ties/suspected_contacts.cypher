// title_nl = "Welke contacten van deze persoon zijn zelf verdachte of veroordeelde?"
// title_en = "Which contacts of this person are suspects or convicted themselves?"
// why_nl = "Om rond iemand die kwetsbaar is te zien waar veiligheid aandacht vraagt. Een slachtoffer of getuige staat hier niet om die reden, en over de persoon zelf zegt het niets."
// why_en = "To see around somebody vulnerable where safety needs attention. A victim or witness isn't here for being that, and it says nothing of the person."
// order = ["steps", "person_id"]
// parameters = [
//   { name = "person", type = "person", text_nl = "persoon" },
//   { name = "steps", type = "integer", default = 1, min = 1, max = 3, text_nl = "hooguit zoveel stappen" },
//   { name = "on", type = "date", default = "as_of", text_nl = "op welke dag" },
// ]
// columns = [
//   { name = "person_id", text_nl = "contact" },
//   { name = "steps", type = "integer", text_nl = "stappen" },
//   { name = "as_suspect", type = "integer", text_nl = "voorvallen als verdachte" },
//   { name = "as_convicted", type = "integer", text_nl = "voorvallen als veroordeelde" },
//   { name = "as_victim", type = "integer", text_nl = "voorvallen als slachtoffer" },
//   { name = "as_witness", type = "integer", text_nl = "voorvallen als getuige of kind in het gezin" },
//   { name = "same_neighbourhood", type = "flag", text_nl = "woont in dezelfde buurt (leeg: niet bekend)" },
// ]

MATCH (person:Person {person_id: $person})
MATCH way = SHORTEST 1 (person)(()
  -[tie:TIED_TO WHERE (tie.start IS NULL OR tie.start <= $on) AND (tie.end IS NULL OR tie.end > $on)]-
  ()){1,3}(contact:Person)
WHERE contact <> person
WITH person, contact, length(way) AS steps
WHERE steps <= $steps
MATCH (contact)<-[:ABOUT]-(signal:Signal)-[:PART_OF]->(episode:Episode)
WHERE signal.counted
WITH person, contact, steps,
     count(DISTINCT CASE WHEN signal.role = 'suspect' AND signal.reason = 'counted' THEN episode END) AS as_suspect,
     count(DISTINCT CASE WHEN signal.role = 'convicted' AND signal.reason = 'counted' THEN episode END) AS as_convicted,
     count(DISTINCT CASE WHEN signal.role = 'victim' THEN episode END) AS as_victim,
     count(DISTINCT CASE WHEN signal.role IN ['witness', 'child_in_family'] THEN episode END) AS as_witness
WHERE as_suspect + as_convicted > 0
OPTIONAL MATCH (person)-[:HOME]->(here:Household)
OPTIONAL MATCH (contact)-[:HOME]->(there:Household)
RETURN contact.person_id AS person_id,
       steps AS steps,
       as_suspect AS as_suspect,
       as_convicted AS as_convicted,
       as_victim AS as_victim,
       as_witness AS as_witness,
       here.municipality = there.municipality AND here.neighbourhood = there.neighbourhood AS same_neighbourhood
