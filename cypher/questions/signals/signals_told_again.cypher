// title_nl = "Welk signaal is van een ander signaal afgeleid?"
// title_en = "Which signal was derived from another one?"
// why_nl = "Wie doorvertelt bevestigt niet. Is het eerste signaal weerlegd, dan hoort ook het tweede te worden nagekeken."
// why_en = "Who passes on doesn't confirm. If the first signal is refuted, the second should be looked at too."
// order = ["signal_id"]
// parameters = [
//   { name = "status_of_first", type = "choice", values = ["any", "refuted"], default = "any", text_nl = "status van het eerste signaal" },
// ]
// columns = [
//   { name = "signal_id", text_nl = "signaal" },
//   { name = "partner_id", text_nl = "geleverd door" },
//   { name = "status", text_nl = "status" },
//   { name = "counted", type = "flag", text_nl = "telt mee" },
//   { name = "first_signal_id", text_nl = "afgeleid van" },
//   { name = "first_partner_id", text_nl = "geleverd door" },
//   { name = "first_status", text_nl = "status van het eerste signaal" },
// ]

MATCH (deliverer:Partner)<-[:REPORTED_BY]-(signal:Signal)-[:DERIVED_FROM]->(first:Signal)
      -[:REPORTED_BY]->(teller:Partner)
WHERE $status_of_first = 'any' OR first.status = $status_of_first
RETURN signal.signal_id AS signal_id,
       deliverer.partner_id AS partner_id,
       coalesce(signal.status, '') AS status,
       signal.counted AS counted,
       first.signal_id AS first_signal_id,
       teller.partner_id AS first_partner_id,
       coalesce(first.status, '') AS first_status
