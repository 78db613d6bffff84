// title_nl = "Met wie had of heeft iemand een relatie, en welke kinderen kwamen daaruit?"
// title_en = "With whom was or is somebody a couple, and which children are theirs?"
// why_nl = "Een eerdere relatie kan nog een rol spelen, vooral waar kinderen zijn."
// why_en = "An earlier relationship may still matter, above all where there are children."
// order = ["start", "other_id"]
// parameters = [
//   { name = "person", type = "person", text_nl = "persoon" },
// ]
// columns = [
//   { name = "other_id", text_nl = "de ander" },
//   { name = "form", text_nl = "verbintenis" },
//   { name = "start", text_nl = "sinds" },
//   { name = "end", text_nl = "tot" },
//   { name = "end_reason", text_nl = "reden van het einde" },
//   { name = "common_children", type = "list", text_nl = "kinderen van beiden" },
// ]

MATCH (me:Person {person_id: $person})-[couple:PARTNER_OF]-(other:Person)
RETURN other.person_id AS other_id,
       couple.union AS form,
       coalesce(couple.start_text, toString(couple.start), '') AS start,
       coalesce(couple.end_text, toString(couple.end), '') AS end,
       couple.end_reason AS end_reason,
       // By birth or adoption, whenever: a child of both stays one when the couple parts.
       COLLECT {
         MATCH (me)-[:PARENT_OF|ADOPTIVE_PARENT_OF]->(child:Person)
         WHERE EXISTS { (other)-[:PARENT_OF|ADOPTIVE_PARENT_OF]->(child) }
         RETURN DISTINCT child.person_id
       } AS common_children
