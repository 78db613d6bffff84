// title_nl = "Welk huishouden is het enige dat twee familienetwerken verbindt?"
// title_en = "Which household is the only one that connects two family networks?"
// why_nl = "Zonder dit huishouden hebben de twee netwerken niemand gemeen. Wie hier iets afspreekt, doet dat voor beide."
// why_en = "Without this household the two networks have nobody in common. What is agreed here is agreed for both."
// order = ["household_id", "window_id", "other_window_id"]
// parameters = []
// columns = [
//   { name = "household_id", text_nl = "huishouden" },
//   { name = "window_id", text_nl = "familienetwerk" },
//   { name = "other_window_id", text_nl = "ander familienetwerk" },
//   { name = "n_persons", type = "integer", text_nl = "wie er nu woont" },
// ]

// Networks overlap by nature (that of a grandmother and that of her daughter); a bridge is a household
// that alone makes them do so.
MATCH (one:FamilyNetwork)-[:HAS_HOUSEHOLD]->(home:Household)<-[:HAS_HOUSEHOLD]-(two:FamilyNetwork)
WHERE one.window_id < two.window_id
  AND NOT EXISTS {
    MATCH (one)-[:HAS_HOUSEHOLD]->(another:Household)<-[:HAS_HOUSEHOLD]-(two)
    WHERE another <> home
  }
  AND NOT EXISTS {
    MATCH (one)-[a:HAS_MEMBER]->(person:Person)<-[b:HAS_MEMBER]-(two)
    WHERE a.boundary <> 'adjacent' AND b.boundary <> 'adjacent'
      AND NOT EXISTS { (person)-[:HOME]->(home) }
  }
RETURN home.household_id AS household_id,
       one.window_id AS window_id,
       two.window_id AS other_window_id,
       COUNT {
         MATCH (one)-[part:HAS_MEMBER]->(person:Person)-[:HOME]->(home)
         WHERE part.boundary <> 'adjacent'
       } AS n_persons
