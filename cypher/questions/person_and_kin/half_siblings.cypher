// title_nl = "Wie zijn halfbroers en halfzussen?"
// title_en = "Who are half brothers and half sisters?"
// why_nl = "Halfbroers en halfzussen horen vaak bij een tweede gezin dat niemand noemde."
// why_en = "Half siblings often belong to a second family that nobody mentioned."
// order = ["sibling_id"]
// parameters = [
//   { name = "person", type = "person", text_nl = "persoon" },
// ]
// columns = [
//   { name = "sibling_id", text_nl = "halfbroer of halfzus" },
//   { name = "shared_parent", text_nl = "ouder van beiden" },
//   { name = "own_other_parents", type = "list", text_nl = "andere ouder van de persoon" },
//   { name = "their_other_parents", type = "list", text_nl = "andere ouder van de halfbroer of halfzus" },
// ]

MATCH (me:Person {person_id: $person})<-[:PARENT_OF]-(:Person)-[:PARENT_OF]->(sibling:Person)
WHERE sibling <> me AND (sibling.birth_date IS NULL OR sibling.birth_date <= $as_of)
WITH DISTINCT me, sibling
WITH sibling,
     COLLECT { MATCH (me)<-[:PARENT_OF]-(parent:Person) RETURN DISTINCT parent.person_id } AS mine,
     COLLECT { MATCH (sibling)<-[:PARENT_OF]-(parent:Person) RETURN DISTINCT parent.person_id } AS theirs
WITH sibling, mine, theirs, [id IN mine WHERE id IN theirs] AS shared
// One parent shared, the others known and different; where one isn't known it may be full.
WHERE size(shared) = 1 AND size(mine) >= 2 AND size(theirs) >= 2
RETURN sibling.person_id AS sibling_id,
       shared[0] AS shared_parent,
       [id IN mine WHERE NOT id IN shared] AS own_other_parents,
       [id IN theirs WHERE NOT id IN shared] AS their_other_parents
