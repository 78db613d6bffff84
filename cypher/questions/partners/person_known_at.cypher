// title_nl = "Bij wie is deze persoon bekend?"
// title_en = "Who knows this person?"
// why_nl = "Om te weten wie iets weet van deze persoon zelf. Niemand is bekend omdat een familielid het is; wie over het huishouden is gevraagd staat bij het huishouden."
// why_en = "To know who knows something of this person. Nobody is known because a relative is; who was asked about the household stands with the household."
// order = ["partner_id"]
// parameters = [
//   { name = "person", type = "person", text_nl = "persoon" },
// ]
// columns = [
//   { name = "partner_id", text_nl = "partner" },
//   { name = "partner_kind", text_nl = "soort" },
//   { name = "state", text_nl = "bekend, niets bekend, of niet geantwoord" },
//   { name = "since", text_nl = "sinds" },
//   { name = "last", text_nl = "laatst" },
//   { name = "n_episodes", type = "integer", text_nl = "voorvallen" },
// ]

// Without any date in the delivery (0001-01-01) everything counts as current.
WITH CASE $as_of WHEN date('0001-01-01') THEN date('9999-12-31') ELSE $as_of END AS today
MATCH (person:Person {person_id: $person})
CALL (person, today) {
  // Who told of this person, or saw it first.
  MATCH (person)<-[:ABOUT]-(signal:Signal)-[:REPORTED_BY|OBSERVED_BY]->(partner:Partner)
  MATCH (signal)-[:PART_OF]->(episode:Episode)
  WHERE coalesce(signal.status, '') <> 'refuted'
    AND (signal.event_date IS NULL OR signal.event_date <= today)
  RETURN partner, 1 AS told, signal.event_date AS first, signal.event_date AS last, episode
  UNION ALL
  // Who is or was involved: seen last today, where it still runs.
  MATCH (person)<-[part:INVOLVED_WITH]-(partner:Partner)
  WHERE part.start IS NULL OR part.start <= today
  RETURN partner, 1 AS told, part.start AS first,
         CASE WHEN part.end <= $as_of THEN part.end
              WHEN today = $as_of THEN today
              ELSE coalesce(part.end, part.start) END AS last,
         null AS episode
  UNION ALL
  // Who decides or carries out a measure.
  MATCH (person)<-[:ABOUT]-(measure:Measure)
        -[:DECIDED_BY|CARRIED_OUT_BY|ALSO_CARRIED_OUT_BY]->(partner:Partner)
  WHERE measure.start IS NULL OR measure.start <= today
  RETURN partner, 1 AS told, measure.start AS first,
         CASE WHEN measure.end <= $as_of THEN measure.end
              WHEN today = $as_of THEN today
              ELSE coalesce(measure.end, measure.start) END AS last,
         null AS episode
  UNION ALL
  // Who was asked.
  MATCH (person)<-[asked:ASKED_ABOUT]-(partner:Partner)
  WHERE asked.asked_date IS NULL OR asked.asked_date <= today
  RETURN partner, 0 AS told, null AS first, null AS last, null AS episode
}
WITH person, today, partner, max(told) AS told, min(first) AS first, max(last) AS last,
     count(DISTINCT episode) AS n_episodes
CALL (person, today, partner) {
  // The last answer to each question: 2 delivered, 1 nothing known, 0 no answer by today.
  MATCH (partner)-[asked:ASKED_ABOUT]->(person)
  WHERE asked.asked_date IS NULL OR asked.asked_date <= today
  WITH coalesce(asked.life_domain, '') AS about, asked.asked_date AS day,
       asked.delivered_date AS came,
       CASE WHEN asked.delivered_date > today THEN 0
            WHEN coalesce(asked.answer, '') = 'delivered' THEN 2
            WHEN asked.answer IS NULL AND asked.delivered_date IS NOT NULL THEN 2
            WHEN coalesce(asked.answer, '') = 'nothing_known' THEN 1
            ELSE 0 END AS level
  ORDER BY coalesce(day, date('0001-01-01')), level, coalesce(came, date('0001-01-01'))
  WITH about, last(collect({day: day, came: came, level: level})) AS answer
  WITH max(answer.level) AS most, min(answer.level) AS least, min(answer.day) AS day,
       max(answer.came) AS came, count(*) AS n, count(answer.day) AS n_days
  RETURN CASE WHEN most = 2 THEN 2 ELSE least END AS level,
         CASE WHEN n_days = n THEN day END AS day, came
}
RETURN partner.partner_id AS partner_id,
       partner.kind AS partner_kind,
       CASE WHEN told = 1 OR level = 2 THEN 'known'
            WHEN level = 1 THEN 'nothing_known'
            ELSE 'not_answered' END AS state,
       coalesce(toString(CASE told WHEN 1 THEN first ELSE day END), '') AS since,
       coalesce(toString(CASE WHEN told = 1 THEN last WHEN level > 0 THEN came END), '') AS last,
       n_episodes
