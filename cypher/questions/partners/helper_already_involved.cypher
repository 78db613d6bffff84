// title_nl = "Is er al een hulpverlener?"
// title_en = "Is a helper there already?"
// why_nl = "Voordat iemand opnieuw wordt doorverwezen: een hulpverlener die er al is kan het gemelde meenemen. Alleen hulp, behandeling, voogdij en toezicht die op die dag kan lopen."
// why_en = "Before somebody is referred again: a helper who is there already can take up what was reported. Only help, treatment, guardianship and supervision that may run on that day."
// order = ["partner_id", "subject", "role"]
// parameters = [
//   { name = "household", type = "household", text_nl = "huishouden" },
//   { name = "on", type = "date", default = "as_of", text_nl = "op welke dag" },
// ]
// columns = [
//   { name = "partner_id", text_nl = "partner" },
//   { name = "partner_kind", text_nl = "soort" },
//   { name = "role", text_nl = "rol" },
//   { name = "mode", text_nl = "vrijwillig of opgelegd" },
//   { name = "subject", text_nl = "persoon of huishouden" },
//   { name = "start", text_nl = "sinds" },
//   { name = "end", text_nl = "tot" },
// ]

// Of the household itself (no step), or of a person who belongs to it (one step).
MATCH (:Household {household_id: $household})<-[:HOME]-{0,1}(who)
      <-[part:INVOLVED_WITH]-(partner:Partner)
WHERE part.role IN ['helper', 'treatment', 'guardian', 'supervisor']
  AND (part.start IS NULL OR part.start <= $on)
  AND (part.end IS NULL OR coalesce(part.end_latest, part.end) > $on)
RETURN partner.partner_id AS partner_id,
       partner.kind AS partner_kind,
       part.role AS role,
       coalesce(part.mode, '') AS mode,
       coalesce(who.person_id, who.household_id) AS subject,
       coalesce(part.start_text, toString(part.start), '') AS start,
       coalesce(part.end_text, toString(part.end), '') AS end
