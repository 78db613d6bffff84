// title_nl = "Welke partners weten van dit familienetwerk of werken er?"
// title_en = "Which partners know of this family network or work there?"
// why_nl = "Om zorg, straf en bestuur naast elkaar te zien: wie gaf signalen af, wie is nu betrokken en wie voert nu een maatregel uit. Aangetrouwde familie buiten het netwerk telt niet mee."
// why_en = "To see care, justice and administration side by side: who gave signals, who is involved now and who carries out a measure now. Relatives by marriage outside the network don't count."
// order = ["chain", "partner_id"]
// parameters = [
//   { name = "network", type = "network", text_nl = "familienetwerk" },
// ]
// columns = [
//   { name = "chain", text_nl = "keten" },
//   { name = "partner_id", text_nl = "partner" },
//   { name = "partner_kind", text_nl = "soort" },
//   { name = "n_signals", type = "integer", text_nl = "signalen, zonder weerlegde en geruchten" },
//   { name = "n_involved", type = "integer", text_nl = "betrokken bij zoveel personen en huishoudens" },
//   { name = "n_measures", type = "integer", text_nl = "maatregelen die lopen" },
// ]

MATCH (network:FamilyNetwork {window_id: $network})-[place:HAS_HOUSEHOLD|HAS_MEMBER]->(who)
WHERE coalesce(place.boundary, 'core') IN ['core', 'coresident']
WITH DISTINCT who
CALL (who) {
  MATCH (who)<-[:ABOUT]-(signal:Signal)-[:REPORTED_BY|OBSERVED_BY]->(partner:Partner)
  WHERE coalesce(signal.status, '') <> 'refuted' AND coalesce(signal.hardness, '') <> 'rumour'
  RETURN partner, signal, null AS helped, null AS measure
  UNION ALL
  MATCH (who)<-[part:INVOLVED_WITH]-(partner:Partner)
  WHERE (part.start IS NULL OR part.start <= $as_of) AND (part.end IS NULL OR part.end > $as_of)
  RETURN partner, null AS signal, who AS helped, null AS measure
  UNION ALL
  MATCH (who)<-[:ABOUT]-(measure:Measure)-[:CARRIED_OUT_BY|ALSO_CARRIED_OUT_BY]->(partner:Partner)
  WHERE (measure.start IS NULL OR measure.start <= $as_of)
    AND (measure.end IS NULL OR measure.end > $as_of)
  RETURN partner, null AS signal, null AS helped, measure
}
RETURN partner.chain AS chain,
       partner.partner_id AS partner_id,
       partner.kind AS partner_kind,
       count(DISTINCT signal) AS n_signals,
       count(DISTINCT helped) AS n_involved,
       count(DISTINCT measure) AS n_measures
