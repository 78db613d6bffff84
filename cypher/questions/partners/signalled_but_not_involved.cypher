// title_nl = "Welke partner gaf een signaal af en is nu niet betrokken?"
// title_en = "Which partner gave a signal and is not involved now?"
// why_nl = "Wie iets zag en niet aan tafel zit mist het vervolg, en de tafel mist wat die partner weet. Betrokken is wie als betrokkene is geleverd of een maatregel uitvoert die nog kan lopen."
// why_en = "Who saw something and isn't at the table misses what follows, and the table misses what that partner knows. Involved is who was delivered as such or carries out a measure that may still run."
// order = ["-n_signals", "partner_id"]
// parameters = [
//   { name = "household", type = "household", text_nl = "huishouden" },
//   { name = "months", type = "integer", default = 24, min = 1, max = 1200, text_nl = "signalen van zoveel maanden" },
// ]
// columns = [
//   { name = "partner_id", text_nl = "partner" },
//   { name = "partner_kind", text_nl = "soort" },
//   { name = "n_signals", type = "integer", text_nl = "signalen" },
//   { name = "last_day", text_nl = "laatste signaal" },
//   { name = "subjects", type = "list", text_nl = "over wie" },
// ]

// About the household itself (no step), or about a person who belongs to it (one step).
MATCH (home:Household {household_id: $household})<-[:HOME]-{0,1}(who)<-[:ABOUT]-(signal:Signal)
MATCH (signal)-[:REPORTED_BY|OBSERVED_BY]->(partner:Partner)
WHERE coalesce(signal.status, '') <> 'refuted'
  AND coalesce(signal.hardness, '') <> 'rumour'
  AND coalesce(signal.event_date_latest, signal.event_date)
      >= $as_of - duration({months: $months})
WITH home, partner, count(DISTINCT signal) AS n_signals, max(signal.event_date) AS last_day,
     collect(DISTINCT coalesce(who.person_id, who.household_id)) AS subjects
WHERE NOT EXISTS {
    MATCH (home)<-[:HOME]-{0,1}(any_one)<-[part:INVOLVED_WITH]-(partner)
    WHERE (part.start IS NULL OR part.start <= $as_of)
      AND (part.end IS NULL OR coalesce(part.end_latest, part.end) > $as_of)
  }
  AND NOT EXISTS {
    MATCH (home)<-[:HOME]-{0,1}(any_one)<-[:ABOUT]-(measure:Measure)
          -[:CARRIED_OUT_BY|ALSO_CARRIED_OUT_BY]->(partner)
    WHERE (measure.start IS NULL OR measure.start <= $as_of)
      AND (measure.end IS NULL OR coalesce(measure.end_latest, measure.end) > $as_of)
  }
RETURN partner.partner_id AS partner_id,
       partner.kind AS partner_kind,
       n_signals,
       toString(last_day) AS last_day,
       subjects
