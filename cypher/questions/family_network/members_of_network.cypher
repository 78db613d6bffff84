// title_nl = "Wie hoort bij een familienetwerk, en in welk huishouden?"
// title_en = "Who belongs to a family network, and in which household?"
// why_nl = "Om te weten over wie het gaat voordat men naar signalen kijkt."
// why_en = "To know whom it is about before one looks at signals."
// order = ["boundary", "person_id"]
// parameters = [
//   { name = "network", type = "network", text_nl = "familienetwerk" },
// ]
// columns = [
//   { name = "person_id", text_nl = "persoon" },
//   { name = "boundary", text_nl = "kern, medebewoner of ernaast" },
//   { name = "path", text_nl = "hoe iemand erbij hoort" },
//   { name = "household_id", text_nl = "huishouden (leeg: staat alleen of ernaast)" },
//   { name = "minor", type = "flag", text_nl = "is of kan jonger dan 18 zijn" },
// ]

MATCH (network:FamilyNetwork {window_id: $network})-[part:HAS_MEMBER]->(person:Person)
OPTIONAL MATCH (person)-[:HOME]->(home:Household)<-[:HAS_HOUSEHOLD]-(network)
WHERE part.boundary <> 'adjacent'
WITH part, person, home, coalesce(person.birth_date_latest, person.birth_date) AS born
RETURN person.person_id AS person_id,
       part.boundary AS boundary,
       part.path AS path,
       home.household_id AS household_id,
       // Unknown where the birth date isn't delivered.
       ($as_of.year - born.year) * 12 + $as_of.month - born.month
       - CASE WHEN $as_of.day < born.day THEN 1 ELSE 0 END < 18 * 12 AS minor
