// title_nl = "Wie heeft of had de zorg of de voogdij over een kind?"
// title_en = "Who has or had care or custody of a child?"
// why_nl = "Om te weten wie over een kind besliste, naast de ouders. Gezag van ouders staat hier niet in."
// why_en = "To know who decided about a child, beside the parents. Parents' own authority is not in it."
// order = ["start", "holder_id"]
// parameters = [
//   { name = "person", type = "person", text_nl = "kind" },
// ]
// columns = [
//   { name = "source", text_nl = "waaruit dat blijkt" },
//   { name = "kind", text_nl = "soort" },
//   { name = "holder_id", text_nl = "persoon of partner" },
//   { name = "start", text_nl = "sinds" },
//   { name = "end", text_nl = "tot" },
//   { name = "now", type = "flag", text_nl = "nu" },
// ]

MATCH (child:Person {person_id: $person})
CALL (child) {
  MATCH (child)<-[care:GUARDIAN_OF|FOSTER_PARENT_OF]-(holder:Person)
  RETURN 'kinship' AS source, toLower(type(care)) AS kind, holder.person_id AS holder_id,
         care.start AS first, care.end AS last,
         coalesce(care.start_text, toString(care.start), '') AS start,
         coalesce(care.end_text, toString(care.end), '') AS end
  UNION ALL
  MATCH (child)<-[care:INVOLVED_WITH {role: 'guardian'}]-(holder:Partner)
  RETURN 'involvement' AS source, care.role AS kind, holder.partner_id AS holder_id,
         care.start AS first, care.end AS last,
         coalesce(care.start_text, toString(care.start), '') AS start,
         coalesce(care.end_text, toString(care.end), '') AS end
  UNION ALL
  // Measures that give custody to another: termination of parental authority, provisional
  // guardianship. A supervision order leaves it with the parents.
  MATCH (child)<-[:ABOUT]-(care:Measure)
  WHERE care.type IN ['GEZAG', 'VVOOGD']
  OPTIONAL MATCH (care)-[:CARRIED_OUT_BY]->(holder:Partner)
  RETURN 'measure' AS source, care.type AS kind, holder.partner_id AS holder_id,
         care.start AS first, care.end AS last,
         coalesce(care.start_text, toString(care.start), '') AS start,
         coalesce(care.end_text, toString(care.end), '') AS end
}
RETURN source, kind, holder_id, start, end,
       (first IS NULL OR first <= $as_of) AND (last IS NULL OR last > $as_of) AS now
