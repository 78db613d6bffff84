// title_nl = "Wie van buiten kent dit huishouden die zelf verdachte of veroordeelde is?"
// title_en = "Whom from outside does this household know who is suspect or convicted?"
// why_nl = "Om bij een gezin met kinderen te zien wie er over de vloer kan komen. Het zegt niets over het gezin zelf; het is een vraag om te stellen, geen uitkomst."
// why_en = "To see who may come to the house where there are children. It says nothing of the family itself; it is a question to ask, no outcome."
// order = ["person_id"]
// parameters = [
//   { name = "household", type = "household", text_nl = "huishouden" },
//   { name = "on", type = "date", default = "as_of", text_nl = "op welke dag" },
// ]
// columns = [
//   { name = "person_id", text_nl = "contact van buiten" },
//   { name = "known_by", type = "list", text_nl = "wie in huis die kent" },
//   { name = "kinds", type = "list", text_nl = "soort banden" },
//   { name = "as_suspect", type = "integer", text_nl = "voorvallen als verdachte of veroordeelde" },
//   { name = "as_victim", type = "integer", text_nl = "voorvallen als slachtoffer, getuige of kind in het gezin" },
//   { name = "minors_in_house", type = "integer", text_nl = "bewoners die zeker onder de 18 zijn" },
// ]

MATCH (:Household {household_id: $household})<-[stay:LIVES_IN]-(resident:Person)
WHERE (stay.start IS NULL OR stay.start <= $on) AND (stay.end IS NULL OR stay.end > $on)
WITH collect(DISTINCT resident) AS residents
WITH residents, size([one IN residents WHERE one.birth_date > $on - duration({years: 18})]) AS minors
UNWIND residents AS resident
MATCH (resident)-[tie:TIED_TO]-(contact:Person)
WHERE NOT contact IN residents
  AND (tie.start IS NULL OR tie.start <= $on) AND (tie.end IS NULL OR tie.end > $on)
WITH minors, contact, collect(DISTINCT resident.person_id) AS known_by, collect(DISTINCT tie.kind) AS kinds
MATCH (contact)<-[:ABOUT]-(signal:Signal)-[:PART_OF]->(episode:Episode)
WHERE signal.counted
WITH minors, contact, known_by, kinds,
     count(DISTINCT CASE WHEN signal.role IN ['suspect', 'convicted'] AND signal.reason = 'counted'
                         THEN episode END) AS as_suspect,
     count(DISTINCT CASE WHEN signal.role IN ['victim', 'witness', 'child_in_family']
                         THEN episode END) AS as_victim
WHERE as_suspect > 0
RETURN contact.person_id AS person_id,
       known_by AS known_by,
       kinds AS kinds,
       as_suspect AS as_suspect,
       as_victim AS as_victim,
       minors AS minors_in_house
