// Does a vendor's day go well with HAPI's client? Run by hapi.test.ts: java VendorDay http://…/fhir
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.PreferReturnEnum;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

public class VendorDay {
  static final String MOTHER = "urn:uuid:7c0a8c1e-1f2d-4e3c-9b4a-5d6e7f809102";
  static final List<String> told = new ArrayList<>();

  static void tell(String name, Object value) {
    told.add('"' + name + "\":\"" + value + '"');
  }

  static Patient person(String value) {
    Patient patient = new Patient();
    patient.addIdentifier().setSystem("urn:hapi").setValue(value);
    patient.addName().setFamily("Java").addGiven(value);
    return patient;
  }

  static Observation weight(String reference) {
    Observation observation = new Observation();
    observation.setStatus(Observation.ObservationStatus.FINAL).setSubject(new Reference(reference));
    observation.getCode().setText("weight");
    return observation;
  }

  static String failureOf(Runnable work) {
    try {
      work.run();
      return "no failure";
    } catch (BaseServerResponseException error) {
      return error.getStatusCode() + (error.getOperationOutcome() == null ? "" : " OperationOutcome");
    }
  }

  static Parameters fhirPatch() {
    Parameters patch = new Parameters();
    Parameters.ParametersParameterComponent operation = patch.addParameter().setName("operation");
    operation.addPart().setName("type").setValue(new CodeType("add"));
    operation.addPart().setName("path").setValue(new StringType("Patient"));
    operation.addPart().setName("name").setValue(new StringType("gender"));
    operation.addPart().setName("value").setValue(new CodeType("female"));
    return patch;
  }

  static Bundle linked(String value) {
    Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
    bundle.addEntry().setFullUrl(MOTHER).setResource(person(value)).getRequest()
        .setMethod(Bundle.HTTPVerb.POST).setUrl("Patient").setIfNoneExist("identifier=urn:hapi|" + value);
    for (int n = 0; n < 5; n++)
      bundle.addEntry().setResource(weight(MOTHER)).getRequest().setMethod(Bundle.HTTPVerb.POST).setUrl("Observation");
    return bundle;
  }

  public static void main(String[] args) {
    FhirContext context = FhirContext.forR4();
    // The client asks /metadata first, as it does by default.
    IGenericClient client = context.newRestfulGenericClient(args[0]);
    tell("version", client.capabilities().ofType(CapabilityStatement.class).execute().getFhirVersion().toCode());

    MethodOutcome made = client.create().resource(person("h1")).conditional()
        .where(Patient.IDENTIFIER.exactly().systemAndIdentifier("urn:hapi", "h1")).execute();
    MethodOutcome again = client.create().resource(person("h1")).conditional()
        .where(Patient.IDENTIFIER.exactly().systemAndIdentifier("urn:hapi", "h1")).execute();
    String id = made.getId().getIdPart();
    tell("once", made.getCreated() + " " + id.equals(again.getId().getIdPart()));
    Bundle found = client.search().forResource(Patient.class)
        .where(Patient.IDENTIFIER.exactly().systemAndCode("urn:hapi", "h1")).returnBundle(Bundle.class).execute();
    tell("found", found.getEntry().size());

    Patient read = client.read().resource(Patient.class).withId(id).execute();
    read.setActive(true);
    MethodOutcome updated = client.update().resource(read).prefer(PreferReturnEnum.REPRESENTATION).execute();
    tell("updated", updated.getId().getVersionIdPart());
    MethodOutcome json = client.patch().withBody("[{\"op\":\"replace\",\"path\":\"/active\",\"value\":false}]").withId("Patient/" + id).execute();
    tell("jsonPatch", json.getId().getVersionIdPart());
    MethodOutcome fhir = client.patch().withFhirPatch(fhirPatch()).withId("Patient/" + id).execute();
    tell("fhirPatch", fhir.getId().getVersionIdPart() + " " + ((Patient) fhir.getResource()).getGender().toCode());
    read.setActive(true);
    MethodOutcome where = client.update().resource(read).conditional()
        .where(Patient.IDENTIFIER.exactly().systemAndIdentifier("urn:hapi", "h1")).execute();
    tell("conditionalUpdate", where.getId().getVersionIdPart());
    Patient version = client.read().resource(Patient.class).withIdAndVersion(id, "1").execute();
    tell("vread", version.hasActive());
    Bundle history = client.history().onInstance("Patient/" + id).returnBundle(Bundle.class).execute();
    tell("history", history.getEntry().size());
    tell("systemHistory", client.history().onServer().returnBundle(Bundle.class).count(2).execute().getEntry().size());

    Bundle first = client.transaction().withBundle(linked("h2")).execute();
    Bundle second = client.transaction().withBundle(linked("h2")).execute();
    tell("transaction", first.getEntryFirstRep().getResponse().getStatus() + " " + second.getEntryFirstRep().getResponse().getStatus());
    String mother = "Patient/" + new org.hl7.fhir.r4.model.IdType(first.getEntryFirstRep().getResponse().getLocation()).getIdPart();
    Bundle page = client.search().forResource(Observation.class).where(Observation.SUBJECT.hasId(mother))
        .include(Observation.INCLUDE_SUBJECT).count(4).returnBundle(Bundle.class).execute();
    Set<String> seen = new HashSet<>();
    int pages = 0;
    boolean included = true;
    for (Bundle next = page; next != null; pages++) {
      boolean here = false;
      for (Bundle.BundleEntryComponent entry : next.getEntry()) {
        if (entry.getResource() instanceof Observation) seen.add(entry.getResource().getIdElement().getIdPart());
        else here = true;
      }
      included &= here;
      next = next.getLink(Bundle.LINK_NEXT) == null ? null : client.loadPage().next(next).execute();
    }
    tell("pages", pages + " " + seen.size() + " " + included);
    Parameters everything = client.operation().onInstance(mother).named("$everything").withNoParameters(Parameters.class)
        .useHttpGet().execute();
    tell("everything", ((Bundle) everything.getParameterFirstRep().getResource()).getEntry().size());
    Meta meta = client.meta().get(Meta.class).fromResource(new org.hl7.fhir.r4.model.IdType("Patient", id)).execute();
    tell("meta", meta.getVersionId());
    tell("valid", client.validate().resource(person("h3")).execute().getOperationOutcome() != null);
    tell("count", client.search().forResource(Observation.class).where(Observation.SUBJECT.hasId(mother))
        .summaryMode(SummaryEnum.COUNT).returnBundle(Bundle.class).execute().getTotal());

    Patient stale = read.copy();
    stale.setId("Patient/" + id + "/_history/1");
    tell("stale", failureOf(() -> client.update().resource(stale).execute()));
    tell("missing", failureOf(() -> client.read().resource(Patient.class).withId("none").execute()));
    Observation invalid = new Observation();
    tell("invalid", failureOf(() -> client.create().resource(invalid).execute()));
    client.delete().resourceById("Patient", id).execute();
    tell("gone", failureOf(() -> client.read().resource(Patient.class).withId(id).execute()));
    System.out.println("{" + String.join(",", told) + "}");
  }
}
