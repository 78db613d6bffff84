// title_nl = "Wie staat los van alles in de levering?"
// title_en = "Who stands loose from everything in the delivery?"
// why_nl = "Geen huis, geen verwant, geen band: dan ontbreekt er iets, of hoort de persoon niet in deze levering. Wat niet nodig is moet weg."
// why_en = "No home, no relative, no tie: then something is missing, or the person doesn't belong in this delivery. What isn't needed must go."
// order = ["-facts", "person_id"]
// parameters = []
// columns = [
//   { name = "person_id", text_nl = "persoon" },
//   { name = "facts", type = "integer", text_nl = "signalen, maatregelen, overdrachten en acties over de persoon" },
// ]

MATCH (person:Person)
WHERE NOT EXISTS { (person)-[:LIVES_IN]->(:Household) }
  AND NOT EXISTS {
    (person)-[:TIED_TO|PARENT_OF|ADOPTIVE_PARENT_OF|FOSTER_PARENT_OF|STEP_PARENT_OF|GUARDIAN_OF|PARTNER_OF|SIBLING_OF|TWIN_OF|IDENTICAL_TWIN_OF]-(:Person)
  }
RETURN person.person_id AS person_id,
       COUNT { (person)<-[:ABOUT]-() } AS facts
