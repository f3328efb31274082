# Does a vendor's day go well with fhirpy? Run by fhirpy.test.ts: python3 vendor_day.py http://…/fhir
import json
import sys

from fhirpy import SyncFHIRClient
from fhirpy.base.exceptions import MultipleResourcesFound, OperationOutcome, ResourceNotFound

client = SyncFHIRClient(sys.argv[1])
seen = {}


def person(value):
    return client.resource(
        "Patient",
        identifier=[{"system": "urn:fhirpy", "value": value}],
        name=[{"family": "Python", "given": [value]}],
    )


def issue_of(work):
    try:
        work()
    except OperationOutcome as error:
        return error.resource["issue"][0]["code"]
    except (ResourceNotFound, MultipleResourcesFound) as error:
        return type(error).__name__
    return "no failure"


first = person("f1")
first.save()
seen["created"] = first["meta"]["versionId"]
found = client.resources("Patient").search(identifier="urn:fhirpy|f1").get()
seen["found"] = found.id == first.id
first["active"] = True
first.save()
seen["updated"] = first["meta"]["versionId"]
first.patch(gender="female")
seen["patched"] = [first["gender"], first["meta"]["versionId"]]
same, made = client.resources("Patient").search(identifier="urn:fhirpy|f1").get_or_create(person("f1"))
seen["once"] = [same.id == first.id, made]

for _ in range(7):
    client.resource(
        "Observation", status="final", code={"text": "weight"}, subject=first.to_reference()
    ).save()
observations = client.resources("Observation").search(subject=first.to_reference().reference)
seen["pages"] = len({one.id for one in observations.limit(3)})
seen["counted"] = observations.count()
bundle = observations.include("Observation", "subject").limit(2).fetch_raw()
seen["included"] = [entry["search"]["mode"] for entry in bundle.entry].count("include")

entry = {
    "fullUrl": "urn:uuid:3b9a7f0c-58a3-4a0f-8d8f-1a2b3c4d5e6f",
    "resource": person("f2").serialize(),
    "request": {"method": "POST", "url": "Patient", "ifNoneExist": "identifier=urn:fhirpy|f2"},
}
answers = [
    client.execute("", data={"resourceType": "Bundle", "type": "transaction", "entry": [entry]})
    for _ in range(2)
]
seen["transaction"] = [answer["entry"][0]["response"]["status"] for answer in answers]
history = client.execute(f"Patient/{first.id}/_history", method="GET")
seen["history"] = [one["resource"]["meta"]["versionId"] for one in history["entry"]]
everything = first.execute("$everything", method="GET")
seen["everything"] = len(everything["entry"])

seen["invalid"] = issue_of(lambda: client.resource("Patient", gender="shoe").save())
seen["missing"] = issue_of(lambda: client.reference("Patient", "none").to_resource())
person("f1").create()
seen["several"] = issue_of(lambda: client.resources("Patient").search(identifier="urn:fhirpy|f1").get())
first.delete()
seen["gone"] = issue_of(lambda: client.reference("Patient", first.id).to_resource())
print(json.dumps(seen))
