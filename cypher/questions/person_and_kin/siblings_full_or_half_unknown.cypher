// title_nl = "Van welke broers en zussen is niet bekend of zij vol of half zijn?"
// title_en = "Of which siblings is it not known whether they are full or half?"
// why_nl = "Een ouder die ontbreekt kan een tweede gezin verbergen; vraag dan na wie dat is."
// why_en = "A missing parent may hide a second family; then find out who that is."
// order = ["sibling_id"]
// parameters = [
//   { name = "person", type = "person", text_nl = "persoon" },
// ]
// columns = [
//   { name = "sibling_id", text_nl = "broer of zus" },
//   { name = "shared_parents", type = "list", text_nl = "ouder van beiden" },
//   { name = "missing_parents", type = "integer", text_nl = "ouders die ontbreken, van beiden samen" },
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
// Neither full nor half (see the questions full_siblings and half_siblings), but told or with a shared
// parent.
WITH sibling, mine, theirs, twin, family, shared,
     EXISTS { MATCH (:Person {person_id: $person})-[:SIBLING_OF]-(sibling) } AS told
WHERE size(shared) < 2
  AND NOT twin AND NOT family
  AND NOT (size(shared) = 1 AND size(mine) >= 2 AND size(theirs) >= 2)
  AND (size(shared) = 1 OR told)
RETURN sibling.person_id AS sibling_id,
       shared AS shared_parents,
       CASE WHEN size(mine) < 2 THEN 2 - size(mine) ELSE 0 END
       + CASE WHEN size(theirs) < 2 THEN 2 - size(theirs) ELSE 0 END AS missing_parents
