// title_nl = "Welke signalen gaan over iemand die toen nergens woonde volgens de levering?"
// title_en = "Which signals are about somebody who lived nowhere then, as delivered?"
// why_nl = "Zulke signalen tellen bij geen huishouden mee, en kunnen dus een familie te licht doen lijken."
// why_en = "Such signals count for no household, and so may make a family look lighter than it is."
// order = ["event_date", "signal_id"]
// parameters = []
// columns = [
//   { name = "signal_id", text_nl = "signaal" },
//   { name = "type", text_nl = "soort" },
//   { name = "person_id", text_nl = "persoon" },
//   { name = "event_date", text_nl = "dag van het gebeurde" },
//   { name = "homes", type = "integer", text_nl = "huishoudens op een ander moment" },
// ]

MATCH (signal:Signal)-[:ABOUT]->(person:Person)
WHERE signal.event_date IS NOT NULL
  AND NOT EXISTS {
    MATCH (person)-[stay:LIVES_IN]->(:Household)
    WHERE (stay.start IS NULL OR stay.start <= signal.event_date)
      AND (stay.end IS NULL OR stay.end > signal.event_date)
  }
RETURN signal.signal_id AS signal_id,
       signal.type AS type,
       person.person_id AS person_id,
       coalesce(signal.event_date_text, toString(signal.event_date)) AS event_date,
       COUNT { MATCH (person)-[:LIVES_IN]->(home:Household) RETURN DISTINCT home } AS homes
