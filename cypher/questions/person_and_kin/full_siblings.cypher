// title_nl = "Wie zijn volle broers en zussen?"
// title_en = "Who are full brothers and sisters?"
// why_nl = "Volle broers en zussen delen beide ouders en vaak ook wat er thuis speelde."
// why_en = "Full siblings share both parents and often what happened at home."
// order = ["sibling_id"]
// parameters = [
//   { name = "person", type = "person", text_nl = "persoon" },
// ]
// columns = [
//   { name = "sibling_id", text_nl = "broer of zus" },
//   { name = "shared_parents", type = "list", text_nl = "ouders van beiden" },
//   { name = "because", type = "list", text_nl = "waaruit dat blijkt" },
// ]

MATCH (me:Person {person_id: $person})
// Who may be a sibling: through a birth parent, as twin, as told, or by the number of a family.
CALL (me) {
  MATCH (me)<-[:PARENT_OF]-(:Person)-[:PARENT_OF]->(sibling:Person)
  RETURN sibling
  UNION
  MATCH (me)-[:SIBLING_OF|TWIN_OF|IDENTICAL_TWIN_OF]-(sibling:Person)
  RETURN sibling
  UNION
  MATCH (me)<-[mine:PARENT_OF]-(:Person)
  WHERE mine.family IS NOT NULL
  WITH DISTINCT mine.family AS number
  MATCH (:Person)-[theirs:PARENT_OF]->(sibling:Person)
  WHERE theirs.family = number
  RETURN sibling
}
WITH DISTINCT me, sibling
WHERE sibling <> me AND (sibling.birth_date IS NULL OR sibling.birth_date <= $as_of)
WITH sibling,
     COLLECT { MATCH (me)<-[:PARENT_OF]-(parent:Person) RETURN DISTINCT parent.person_id } AS mine,
     COLLECT { MATCH (sibling)<-[:PARENT_OF]-(parent:Person) RETURN DISTINCT parent.person_id } AS theirs,
     EXISTS { (me)-[:TWIN_OF|IDENTICAL_TWIN_OF]-(sibling) } AS twin,
     // One number of a family; of more than 40 children it is no family but a number used again.
     EXISTS { MATCH (me)-[told:SIBLING_OF]-(sibling) WHERE told.family IS NOT NULL }
     OR EXISTS {
       MATCH (me)<-[one:PARENT_OF]-(:Person), (sibling)<-[other:PARENT_OF]-(:Person)
       WHERE one.family = other.family
         AND COUNT { MATCH (:Person)-[every:PARENT_OF]->(child:Person)
                     WHERE every.family = one.family
                     RETURN DISTINCT child } <= 40
     } AS family
WITH sibling, mine, theirs, twin, family, [id IN mine WHERE id IN theirs] AS shared
// What the parents show goes before what is told: with one shared and two different ones it is half.
WHERE size(shared) >= 2
   OR ((twin OR family) AND NOT (size(shared) = 1 AND size(mine) >= 2 AND size(theirs) >= 2))
RETURN sibling.person_id AS sibling_id,
       shared AS shared_parents,
       CASE WHEN size(shared) >= 2 THEN ['two_parents'] ELSE [] END
       + CASE WHEN twin THEN ['twin'] ELSE [] END
       + CASE WHEN family THEN ['family_id'] ELSE [] END AS because
