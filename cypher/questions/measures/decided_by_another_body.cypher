// title_nl = "Welke maatregelen zijn besloten door een ander dan wie de catalogus noemt?"
// title_en = "Which measures were decided by another body than the catalogue names?"
// why_nl = "Meestal een fout in de levering, soms een besluit zonder bevoegdheid; beide wil men weten voor een maatregel in een plan komt."
// why_en = "Mostly an error in the delivery, sometimes a decision without power; one wants to know of both before a measure enters a plan."
// order = ["measure_id"]
// parameters = []
// columns = [
//   { name = "measure_id", text_nl = "maatregel" },
//   { name = "type", text_nl = "soort" },
//   { name = "person_id", text_nl = "persoon" },
//   { name = "household_id", text_nl = "huishouden" },
//   { name = "decided_by", text_nl = "besloten door" },
//   { name = "decided_by_kind", text_nl = "soort partner" },
//   { name = "may_decide", type = "list", text_nl = "wie volgens de catalogus beslist" },
//   { name = "start", text_nl = "sinds" },
// ]
// reference = ["measure_rules"]

MATCH (measure:Measure)-[:DECIDED_BY]->(partner:Partner)
WITH measure, partner, head([row IN $measure_rules WHERE row.type = measure.type]) AS rule
// Of some the catalogue names nobody: then nobody is the wrong one.
WHERE size(rule.deciders) > 0 AND NOT partner.kind IN rule.deciders
MATCH (measure)-[:ABOUT]->(subject:Person|Household)
RETURN measure.measure_id AS measure_id,
       measure.type AS type,
       subject.person_id AS person_id,
       subject.household_id AS household_id,
       partner.partner_id AS decided_by,
       partner.kind AS decided_by_kind,
       rule.deciders AS may_decide,
       coalesce(measure.start_text, toString(measure.start), '') AS start
