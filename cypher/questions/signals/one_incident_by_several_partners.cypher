// title_nl = "Welk voorval is door meer partners verteld?"
// title_en = "Which episode was told by several partners?"
// why_nl = "Drie partners die hetzelfde vertellen zijn nog geen drie getuigen. Pas wie het zelf zag, los van de anderen, bevestigt het."
// why_en = "Three partners that tell the same are not three witnesses. Only who saw it himself, apart from the others, confirms it."
// order = ["-n_observers", "-n_partners", "episode_id"]
// parameters = [
//   { name = "at_least", type = "integer", default = 2, min = 2, max = 100, text_nl = "door ten minste zoveel partners" },
// ]
// columns = [
//   { name = "episode_id", text_nl = "voorval" },
//   { name = "first_day", text_nl = "eerste dag" },
//   { name = "n_signals", type = "integer", text_nl = "signalen" },
//   { name = "n_partners", type = "integer", text_nl = "partners die het leverden" },
//   { name = "partners", type = "list", text_nl = "welke partners" },
//   { name = "n_observers", type = "integer", text_nl = "waarnemers die los van elkaar staan" },
//   { name = "observers", type = "list", text_nl = "welke waarnemers" },
// ]

MATCH (episode:Episode)<-[:PART_OF]-(signal:Signal)-[:REPORTED_BY]->(deliverer:Partner)
WHERE coalesce(signal.status, '') <> 'refuted' AND coalesce(signal.hardness, '') <> 'rumour'
OPTIONAL MATCH (signal)-[:OBSERVED_BY]->(origin:Partner)
// A declared origin saw it; else the partner that delivers. A hub or a court (no root) sees nothing.
WITH episode, signal, deliverer, coalesce(origin, deliverer) AS observer
WITH episode,
     // An unknown day may be before all others: then the first isn't known.
     CASE WHEN count(signal.event_date) = count(*) THEN min(signal.event_date) END AS first_day,
     count(DISTINCT signal) AS n_signals,
     collect(DISTINCT deliverer.partner_id) AS partners,
     collect(DISTINCT observer.root) AS observers
WHERE size(partners) >= $at_least
RETURN episode.episode_id AS episode_id,
       toString(first_day) AS first_day,
       n_signals,
       size(partners) AS n_partners,
       partners,
       size(observers) AS n_observers,
       observers
