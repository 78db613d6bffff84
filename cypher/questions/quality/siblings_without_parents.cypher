// title_nl = "Wie zijn als broer of zus geleverd zonder dat een gezamenlijke ouder bekend is?"
// title_en = "Who were delivered as siblings while no parent of both is known?"
// why_nl = "Zonder ouder is niet te zien of zij vol of half broer en zus zijn, en blijft een deel van de familie onzichtbaar."
// why_en = "Without a parent one can't see whether they are full or half siblings, and part of the family stays out of sight."
// order = ["person_id", "other_id"]
// parameters = []
// columns = [
//   { name = "person_id", text_nl = "persoon" },
//   { name = "other_id", text_nl = "broer of zus" },
//   { name = "told", type = "list", text_nl = "geleverd als" },
//   { name = "parents", type = "integer", text_nl = "ouders die van een van beiden bekend zijn" },
// ]

MATCH (one:Person)-[kin:SIBLING_OF|TWIN_OF|IDENTICAL_TWIN_OF]-(other:Person)
WHERE one.person_id < other.person_id
  AND NOT EXISTS {
    (one)<-[:PARENT_OF|ADOPTIVE_PARENT_OF]-(:Person)-[:PARENT_OF|ADOPTIVE_PARENT_OF]->(other)
  }
WITH one, other, collect(DISTINCT toLower(type(kin))) AS told
RETURN one.person_id AS person_id,
       other.person_id AS other_id,
       told AS told,
       COUNT {
         MATCH (parent:Person)-[:PARENT_OF|ADOPTIVE_PARENT_OF]->(child:Person)
         WHERE child IN [one, other]
         RETURN DISTINCT parent
       } AS parents
