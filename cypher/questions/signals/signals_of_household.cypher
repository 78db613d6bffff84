// title_nl = "Welke signalen zijn er over een huishouden en wie erbij hoort?"
// title_en = "Which signals are there about a household and who belongs to it?"
// why_nl = "De signalen op een rij, met de rol en waarom elk wel of niet meetelt. Een signaal blijft van de persoon over wie het gaat."
// why_en = "The signals in a row, with the role and why each counts or doesn't. A signal stays that of the person it is about."
// order = ["event_date", "signal_id"]
// parameters = [
//   { name = "household", type = "household", text_nl = "huishouden" },
// ]
// columns = [
//   { name = "event_date", text_nl = "datum" },
//   { name = "signal_id", text_nl = "signaal" },
//   { name = "subject", text_nl = "persoon of huishouden" },
//   { name = "type", text_nl = "soort" },
//   { name = "life_domain", text_nl = "leefgebied in deze rol" },
//   { name = "role", text_nl = "rol" },
//   { name = "partner_id", text_nl = "geleverd door" },
//   { name = "hardness", text_nl = "hardheid" },
//   { name = "status", text_nl = "status" },
//   { name = "counted", type = "flag", text_nl = "telt mee" },
//   { name = "reason", text_nl = "waarom" },
//   { name = "episode_id", text_nl = "voorval" },
// ]

// About the household itself (no step), or about a person who belongs to it (one step).
MATCH (:Household {household_id: $household})<-[:HOME]-{0,1}(who)<-[:ABOUT]-(signal:Signal)
MATCH (signal)-[:REPORTED_BY]->(deliverer:Partner)
MATCH (signal)-[:PART_OF]->(episode:Episode)
RETURN coalesce(signal.event_date_text, toString(signal.event_date), '') AS event_date,
       signal.signal_id AS signal_id,
       coalesce(who.person_id, who.household_id) AS subject,
       signal.type AS type,
       signal.life_domain AS life_domain,
       coalesce(signal.role, '') AS role,
       deliverer.partner_id AS partner_id,
       coalesce(signal.hardness, '') AS hardness,
       coalesce(signal.status, '') AS status,
       signal.counted AS counted,
       signal.reason AS reason,
       episode.episode_id AS episode_id
