// title_nl = "Hoe zijn twee personen familie van elkaar?"
// title_en = "How are two persons related?"
// why_nl = "Om de kortste weg van de een naar de ander te zien, stap voor stap."
// why_en = "To see the shortest way from one to the other, step by step."
// order = ["step"]
// parameters = [
//   { name = "person", type = "person", text_nl = "persoon" },
//   { name = "other", type = "person", text_nl = "andere persoon" },
//   { name = "kinds", type = "choice", default = "all", values = ["all", "birth", "descent"], text_nl = "welke banden: alle verwantschap, alleen geboorte en broers en zussen, of geboorte en adoptie" },
// ]
// columns = [
//   { name = "step", type = "integer", text_nl = "stap" },
//   { name = "person_id", text_nl = "persoon" },
//   { name = "is_the", type = "list", text_nl = "is de" },
//   { name = "next_id", text_nl = "van" },
// ]

// Kinship that was or is: a marriage that ended still says how people are connected.
MATCH (one:Person {person_id: $person}), (other:Person {person_id: $other})
WITH one, other,
     CASE $kinds
       WHEN 'birth' THEN ['PARENT_OF', 'SIBLING_OF', 'TWIN_OF', 'IDENTICAL_TWIN_OF']
       WHEN 'descent' THEN ['PARENT_OF', 'ADOPTIVE_PARENT_OF']
       ELSE ['PARENT_OF', 'ADOPTIVE_PARENT_OF', 'FOSTER_PARENT_OF', 'STEP_PARENT_OF', 'GUARDIAN_OF',
             'PARTNER_OF', 'SIBLING_OF', 'TWIN_OF', 'IDENTICAL_TWIN_OF']
     END AS allowed
WHERE one <> other
MATCH way = allShortestPaths((one)-[:PARENT_OF|ADOPTIVE_PARENT_OF|FOSTER_PARENT_OF|STEP_PARENT_OF|GUARDIAN_OF|PARTNER_OF|SIBLING_OF|TWIN_OF|IDENTICAL_TWIN_OF*..12]-(other))
WHERE all(link IN relationships(way) WHERE type(link) IN allowed)
// Of equally short ways the first by ids.
WITH allowed, min([person IN nodes(way) | person.person_id]) AS people
UNWIND range(0, size(people) - 2) AS i
MATCH (person:Person {person_id: people[i]})-[link]-(next:Person {person_id: people[i + 1]})
WHERE type(link) IN allowed
RETURN i + 1 AS step,
       person.person_id AS person_id,
       // Against the arrow a parent is a child, a guardian a ward; the others read both ways.
       collect(DISTINCT CASE
         WHEN startNode(link) = person THEN toLower(type(link))
         WHEN link:GUARDIAN_OF THEN 'ward_of'
         ELSE replace(toLower(type(link)), 'parent_of', 'child_of')
       END) AS is_the,
       next.person_id AS next_id
