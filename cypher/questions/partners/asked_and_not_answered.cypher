// title_nl = "Welke vraag is niet beantwoord?"
// title_en = "Which question was not answered?"
// why_nl = "Zwijgen is geen antwoord: zonder antwoord weten we niet of er niets is. Een weigering is wel een antwoord, en een vraag die later is herhaald en beantwoord staat er niet bij."
// why_en = "Silence is no answer: without one we don't know whether there is nothing. A refusal is an answer, and a question that was repeated later and answered is left out."
// order = ["-days_waiting", "partner_id", "subject"]
// parameters = [
//   { name = "days", type = "integer", default = 0, min = 0, max = 36500, text_nl = "wacht ten minste zoveel dagen" },
// ]
// columns = [
//   { name = "partner_id", text_nl = "partner" },
//   { name = "partner_kind", text_nl = "soort" },
//   { name = "subject", text_nl = "persoon of huishouden" },
//   { name = "life_domain", text_nl = "leefgebied" },
//   { name = "asked_date", text_nl = "gevraagd op" },
//   { name = "days_waiting", type = "integer", text_nl = "dagen wachten, ten minste" },
// ]

MATCH (partner:Partner)-[asked:ASKED_ABOUT]->(who)
WHERE coalesce(asked.answer, 'pending') = 'pending' AND asked.delivered_date IS NULL
  AND NOT EXISTS {
    MATCH (partner)-[again:ASKED_ABOUT]->(who)
    WHERE coalesce(again.life_domain, '') = coalesce(asked.life_domain, '')
      AND (coalesce(again.answer, 'pending') <> 'pending' OR again.delivered_date IS NOT NULL)
      AND coalesce(again.asked_date, date('0001-01-01'))
          >= coalesce(asked.asked_date, date('0001-01-01'))
  }
// From the latest reading of the day; where nobody says when, no wait can be told.
WITH partner, asked, who, coalesce(asked.asked_date_latest, asked.asked_date) AS since
WITH partner, asked, who,
     CASE WHEN since < $as_of THEN duration.inDays(since, $as_of).days
          WHEN since IS NOT NULL THEN 0 END AS days_waiting
WHERE coalesce(days_waiting, 0) >= $days
RETURN partner.partner_id AS partner_id,
       partner.kind AS partner_kind,
       coalesce(who.person_id, who.household_id) AS subject,
       coalesce(asked.life_domain, '') AS life_domain,
       coalesce(asked.asked_date_text, toString(asked.asked_date), '') AS asked_date,
       days_waiting
