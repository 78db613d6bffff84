// title_nl = "Waar loopt een uithuisplaatsing zonder toezicht eronder?"
// title_en = "Where does an out-of-home placement run without supervision under it?"
// why_nl = "Een machtiging uithuisplaatsing bestaat alleen binnen een ondertoezichtstelling. Ontbreekt die, dan is zij niet verlengd, niet geleverd, of is er intussen een voogd."
// why_en = "A placement order exists only within a family supervision order. Where that lacks it wasn't renewed or delivered, or there is a guardian by now."
// order = ["person_id", "measure_id"]
// parameters = [
//   { name = "on", type = "date", default = "as_of", text_nl = "op welke dag" },
// ]
// columns = [
//   { name = "measure_id", text_nl = "machtiging uithuisplaatsing" },
//   { name = "person_id", text_nl = "kind" },
//   { name = "start", text_nl = "sinds" },
//   { name = "carried_out_by", text_nl = "wie voert uit" },
//   { name = "last_supervision", text_nl = "laatste ondertoezichtstelling die begon" },
//   { name = "guardianship", type = "flag", text_nl = "loopt er voogdij of is het gezag beëindigd" },
// ]

MATCH (placement:Measure {type: 'MUHP'})-[:ABOUT]->(child:Person)
WHERE (placement.start IS NULL OR placement.start <= $on)
  AND (placement.end IS NULL OR placement.end > $on)
  AND NOT EXISTS {
    MATCH (supervision:Measure)-[:ABOUT]->(child)
    WHERE supervision.type IN ['OTS', 'VOTS']
      AND (supervision.start IS NULL OR supervision.start <= $on) AND (supervision.end IS NULL OR supervision.end > $on)
  }
OPTIONAL MATCH (placement)-[:CARRIED_OUT_BY]->(partner:Partner)
CALL (child) {
  OPTIONAL MATCH (supervision:Measure)-[:ABOUT]->(child)
  WHERE supervision.type IN ['OTS', 'VOTS'] AND (supervision.start IS NULL OR supervision.start <= $on)
  RETURN supervision
  ORDER BY coalesce(supervision.start, date('0001-01-01')) DESC, supervision.measure_id DESC
  LIMIT 1
}
RETURN placement.measure_id AS measure_id,
       child.person_id AS person_id,
       coalesce(placement.start_text, toString(placement.start), '') AS start,
       partner.partner_id AS carried_out_by,
       supervision.measure_id AS last_supervision,
       EXISTS {
         MATCH (measure:Measure)-[:ABOUT]->(child)
         WHERE measure.type IN ['GEZAG', 'VVOOGD']
           AND (measure.start IS NULL OR measure.start <= $on)
           AND (measure.end IS NULL OR measure.end > $on)
       } AS guardianship
