// title_nl = "Welke verwantschap spreekt zichzelf tegen?"
// title_en = "Which kinship contradicts itself?"
// why_nl = "Een omgewisselde ouder of een dubbele persoon geeft verkeerde families. Herstel dit in de levering voor men verder kijkt."
// why_en = "A parent and child swapped, or one person twice, gives wrong families. Repair it in the delivery before looking on."
// order = ["conflict", "person_id"]
// parameters = []
// columns = [
//   { name = "conflict", text_nl = "wat niet kan" },
//   { name = "person_id", text_nl = "persoon" },
//   { name = "others", type = "list", text_nl = "met wie" },
// ]

// More than two parents by birth.
MATCH (child:Person)<-[:PARENT_OF]-(parent:Person)
WITH child, collect(DISTINCT parent.person_id) AS parents
WHERE size(parents) > 2
RETURN 'three_birth_parents' AS conflict, child.person_id AS person_id, parents AS others
UNION
// By every reading of both birth dates.
MATCH (parent:Person)-[:PARENT_OF]->(child:Person)
WHERE parent.birth_date > coalesce(child.birth_date_latest, child.birth_date)
RETURN 'parent_younger_than_child' AS conflict, parent.person_id AS person_id, [child.person_id] AS others
UNION
// A parent can die before the birth, but no more than 306 days (BW 1:199).
MATCH (parent:Person)-[:PARENT_OF]->(child:Person)
WHERE child.birth_date > coalesce(parent.death_date_latest, parent.death_date) + duration({days: 306})
RETURN 'born_long_after_death_of_parent' AS conflict, parent.person_id AS person_id, [child.person_id] AS others
UNION
MATCH (person:Person)
WHERE EXISTS { (person)-[:PARENT_OF*1..8]->(person) }
RETURN 'own_ancestor' AS conflict, person.person_id AS person_id, [] AS others
UNION
MATCH (parent:Person)-[:PARENT_OF|ADOPTIVE_PARENT_OF]->(child:Person)
WHERE EXISTS { (parent)-[:PARTNER_OF]-(child) }
RETURN 'parent_and_partner' AS conflict, parent.person_id AS person_id, [child.person_id] AS others
UNION
MATCH (parent:Person)-[:PARENT_OF]->(child:Person)
WHERE EXISTS { (parent)-[:SIBLING_OF|TWIN_OF|IDENTICAL_TWIN_OF]-(child) }
RETURN 'parent_and_sibling' AS conflict, parent.person_id AS person_id, [child.person_id] AS others
UNION
// Twins are rarely born weeks apart; two months in every reading is an error.
MATCH (one:Person)-[:TWIN_OF|IDENTICAL_TWIN_OF]-(other:Person)
WHERE one.birth_date > coalesce(other.birth_date_latest, other.birth_date) + duration({days: 60})
RETURN 'twins_born_apart' AS conflict, one.person_id AS person_id, [other.person_id] AS others
