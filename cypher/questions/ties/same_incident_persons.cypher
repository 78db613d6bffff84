// title_nl = "Wie waren er bij dezelfde incidenten als deze persoon?"
// title_en = "Who were in the same incidents as this person?"
// why_nl = "Om te zien met wie iemand te maken had, en in welke rol ieder was. Weerlegde signalen tellen niet."
// why_en = "To see with whom somebody had to do, and in which role each was. Refuted signals don't count."
// order = ["-incidents", "person_id"]
// parameters = [
//   { name = "person", type = "person", text_nl = "persoon" },
// ]
// columns = [
//   { name = "person_id", text_nl = "wie er ook bij was" },
//   { name = "incidents", type = "integer", text_nl = "samen in zoveel incidenten" },
//   { name = "as_suspect", type = "integer", text_nl = "daarvan als verdachte of veroordeelde" },
//   { name = "as_victim", type = "integer", text_nl = "als slachtoffer" },
//   { name = "as_witness", type = "integer", text_nl = "als getuige of kind in het gezin" },
//   { name = "otherwise", type = "integer", text_nl = "in een andere of geen rol" },
// ]

MATCH (asked:Person {person_id: $person})<-[:ABOUT]-(own:Signal)
WHERE own.incident IS NOT NULL AND coalesce(own.status, '') <> 'refuted'
WITH asked, collect(DISTINCT own.incident) AS incidents
MATCH (signal:Signal)-[:ABOUT]->(other:Person)
WHERE signal.incident IN incidents AND other <> asked AND coalesce(signal.status, '') <> 'refuted'
WITH other, signal.incident AS incident,
     CASE WHEN signal.role IN ['suspect', 'convicted'] AND signal.reason = 'counted' THEN 'suspect'
          WHEN signal.role = 'victim' THEN 'victim'
          WHEN signal.role IN ['witness', 'child_in_family'] THEN 'witness'
          ELSE 'otherwise' END AS role
RETURN other.person_id AS person_id,
       count(DISTINCT incident) AS incidents,
       count(DISTINCT CASE role WHEN 'suspect' THEN incident END) AS as_suspect,
       count(DISTINCT CASE role WHEN 'victim' THEN incident END) AS as_victim,
       count(DISTINCT CASE role WHEN 'witness' THEN incident END) AS as_witness,
       count(DISTINCT CASE role WHEN 'otherwise' THEN incident END) AS otherwise
