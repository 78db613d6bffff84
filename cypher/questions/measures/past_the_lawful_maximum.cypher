// title_nl = "Welke maatregelen duren langer dan de wet in één keer of in totaal toelaat?"
// title_en = "Which measures last longer than the law allows at once or in total?"
// why_nl = "Boven het totaal klopt er iets niet; boven één termijn moet er een beslissing tot verlenging zijn. De duur telt alleen als elke lezing van de datums te lang is."
// why_en = "Above the total something is wrong; above one term there must be a decision to renew. It counts only where every reading of the dates is too long."
// order = ["over", "-days", "measure_id"]
// parameters = [
//   { name = "on", type = "date", default = "as_of", text_nl = "tot welke dag geteld" },
// ]
// columns = [
//   { name = "measure_id", text_nl = "maatregel" },
//   { name = "type", text_nl = "soort" },
//   { name = "person_id", text_nl = "persoon" },
//   { name = "household_id", text_nl = "huishouden" },
//   { name = "start", text_nl = "sinds" },
//   { name = "end", text_nl = "tot" },
//   { name = "days", type = "integer", text_nl = "duurt zoveel dagen" },
//   { name = "maximum", type = "integer", text_nl = "hooguit zoveel dagen" },
//   { name = "over", text_nl = "boven het totaal of boven één termijn" },
// ]
// reference = ["measure_rules"]

MATCH (measure:Measure)-[:ABOUT]->(subject:Person|Household)
WITH measure, subject,
     head([row IN $measure_rules WHERE row.type = measure.type]) AS rule,
     // From the latest reading of the start up to the earliest of the end, or up to the day asked.
     coalesce(measure.start_latest, measure.start) AS begun,
     CASE WHEN measure.end < $on THEN measure.end ELSE $on END AS until
WITH measure, subject, rule, duration.inDays(begun, until).days AS days
WITH measure, subject, days,
     CASE WHEN rule.longest > 0 AND days > rule.longest THEN ['in_total', rule.longest]
          WHEN rule.term > 0 AND days > rule.term THEN ['one_term', rule.term] END AS said
WHERE said IS NOT NULL
RETURN measure.measure_id AS measure_id,
       measure.type AS type,
       subject.person_id AS person_id,
       subject.household_id AS household_id,
       coalesce(measure.start_text, toString(measure.start), '') AS start,
       coalesce(measure.end_text, toString(measure.end), '') AS end,
       days AS days,
       said[1] AS maximum,
       said[0] AS over
