// title_nl = "Welke aangetrouwde familie staat naast een familienetwerk?"
// title_en = "Which relatives by marriage stand beside a family network?"
// why_nl = "Zij tellen niet mee, maar kunnen kinderen opvangen of zelf al hulp hebben."
// why_en = "They don't count, but may take in children or have help already."
// order = ["person_id"]
// parameters = [
//   { name = "network", type = "network", text_nl = "familienetwerk" },
// ]
// columns = [
//   { name = "person_id", text_nl = "persoon" },
//   { name = "path", text_nl = "hoe iemand ernaast staat" },
//   { name = "own_networks", type = "list", text_nl = "eigen familienetwerken" },
//   { name = "helped_by", type = "list", text_nl = "partners die nu betrokken zijn" },
// ]

MATCH (:FamilyNetwork {window_id: $network})-[beside:HAS_MEMBER {boundary: 'adjacent'}]->(person:Person)
RETURN person.person_id AS person_id,
       beside.path AS path,
       COLLECT {
         MATCH (person)<-[part:HAS_MEMBER]-(own:FamilyNetwork)
         WHERE part.boundary <> 'adjacent'
         RETURN own.window_id
       } AS own_networks,
       COLLECT {
         MATCH (person)<-[help:INVOLVED_WITH]-(partner:Partner)
         WHERE (help.start IS NULL OR help.start <= $as_of) AND (help.end IS NULL OR help.end > $as_of)
         RETURN DISTINCT partner.partner_id
       } AS helped_by
