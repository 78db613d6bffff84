// title_nl = "Van wie is de geboortedatum niet bekend?"
// title_en = "Of whom is the birth date unknown?"
// why_nl = "Zonder geboortedatum werken de regels voor onder de 12 en onder de 18 niet; vul aan bij wie in signalen voorkomt."
// why_en = "Without a birth date the rules for under 12 and under 18 don't work; complete it for who is in signals."
// order = ["-as_suspect", "-signals", "person_id"]
// parameters = []
// columns = [
//   { name = "person_id", text_nl = "persoon" },
//   { name = "signals", type = "integer", text_nl = "signalen over de persoon" },
//   { name = "as_suspect", type = "integer", text_nl = "daarvan als verdachte of veroordeelde geleverd" },
// ]

MATCH (person:Person)
WHERE person.birth_date IS NULL AND person.birth_date_latest IS NULL
RETURN person.person_id AS person_id,
       COUNT { (person)<-[:ABOUT]-(:Signal) } AS signals,
       COUNT { MATCH (person)<-[:ABOUT]-(signal:Signal) WHERE signal.role IN ['suspect', 'convicted'] } AS as_suspect
