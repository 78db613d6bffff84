// title_nl = "Wat zag een partner zelf, en wat gaf hij door?"
// title_en = "What did a partner see itself, and what did it pass on?"
// why_nl = "Wie vooral doorgeeft wat een ander zag vergroot het beeld zonder het te bevestigen. Waar de herkomst niet is gezegd weten we het niet."
// why_en = "Who mostly passes on what another saw enlarges the picture without confirming it. Where the origin isn't said we don't know."
// order = ["partner_id"]
// parameters = []
// columns = [
//   { name = "partner_id", text_nl = "partner" },
//   { name = "partner_kind", text_nl = "soort" },
//   { name = "n_signals", type = "integer", text_nl = "signalen geleverd" },
//   { name = "n_counted", type = "integer", text_nl = "daarvan tellen mee" },
//   { name = "n_own", type = "integer", text_nl = "zelf gezien" },
//   { name = "n_passed_on", type = "integer", text_nl = "van een ander" },
//   { name = "n_unknown", type = "integer", text_nl = "herkomst niet gezegd" },
//   { name = "n_seen_for_others", type = "integer", text_nl = "zelf gezien, door een ander geleverd" },
// ]

MATCH (partner:Partner)
WITH partner, COUNT {
  MATCH (partner)<-[:OBSERVED_BY]-(signal:Signal)
  WHERE NOT EXISTS { (signal)-[:REPORTED_BY]->(partner) }
} AS n_seen_for_others
OPTIONAL MATCH (partner)<-[:REPORTED_BY]-(signal:Signal)
OPTIONAL MATCH (signal)-[:OBSERVED_BY]->(origin:Partner)
WITH partner, n_seen_for_others,
     count(signal) AS n_signals,
     count(CASE WHEN signal.counted THEN 1 END) AS n_counted,
     count(CASE WHEN origin = partner THEN 1 END) AS n_own,
     count(CASE WHEN origin <> partner THEN 1 END) AS n_passed_on,
     count(CASE WHEN origin IS NULL THEN signal END) AS n_unknown
WHERE n_signals + n_seen_for_others > 0
RETURN partner.partner_id AS partner_id,
       partner.kind AS partner_kind,
       n_signals,
       n_counted,
       n_own,
       n_passed_on,
       n_unknown,
       n_seen_for_others
