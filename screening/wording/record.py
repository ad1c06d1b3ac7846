"""The words of the vocabularies of a referral."""

from collections.abc import Mapping

from screening.wording.to_translate import N_

RECORD: Mapping[str, Mapping[str, str]] = {
    # What a case holds besides answers to indicators, for the sentence that says what else was recorded.
    "Besides": {
        "kcik": N_("a decision about KCIK"),
        "notified": N_("a notification, or a decision to notify"),
        "acts": N_("acts that someone did"),
        "intended": N_("exploitation that is intended"),
        "needs": N_("what the person needs"),
        "child": N_("how a child with the person looks"),
        "own_words": N_("what someone wrote"),
        "safety": N_("the place and how safe the person is"),
        "agreement": N_("what the person agrees to or rules out"),
        "person": N_("who the person is and how to reach the person"),
        "status": N_("papers and stay"),
        "request": N_("what KCIK is asked for"),
        "done": N_("what was done so far"),
    },
    # What still waits for the officer, on the list of open cases.
    "StillOpen": {
        "questions": N_("the first questions"),
        "call": N_("the call to KCIK"),
        "agreement": N_("the person's agreement"),
        "kcik": N_("the decision about KCIK"),
        "notifying": N_("the notification"),
        "talk": N_("a second conversation"),
    },
    "YesNoUnknown": {
        "yes": N_("yes"),
        "no": N_("no"),
        "unknown": N_("I don't know"),
    },
    "RequestKind": {
        "consultation": N_("consultation"),
        "referral": N_("referral of the person"),
        "collection": N_("collecting the person from us"),
        "unknown": N_("I don't know"),
    },
    # `…Said`: the sentence for the telephone call.
    "RequestKindSaid": {
        "consultation": N_("I ask for a consultation."),
        "referral": N_("I want to refer the person to you."),
        "collection": N_("I want to refer the person to you, and ask you to collect the person from us."),
        "unknown": N_("I do not know yet what to ask for. Please advise."),
    },
    "Urgency": {
        "now": N_("now"),
        "today": N_("today"),
        "later": N_("later"),
        "unknown": N_("I don't know"),
    },
    "UrgencySaid": {
        "now": N_("Help is needed now."),
        "today": N_("Help is needed today."),
        "later": N_("Help can come later."),
        "unknown": N_("I do not know yet how urgent it is."),
    },
    "ContactAgreement": {
        "yes": N_("yes"),
        "no": N_("no"),
        "unable": N_("unable to agree now"),
    },
    # `…Pressed`: on a button that has little room. `…Asked`: as the page asks for it.
    "ContactAgreementPressed": {
        "yes": N_("yes"),
        "no": N_("no"),
        "unable": N_("unable now"),
    },
    # On what ground a sheet names the person, or why it does not.
    "Grounds": {
        "agreed": N_("with agreement"),
        "child": N_("a child"),
        "uncertain": N_("age in doubt"),
        "age": N_("age not known yet"),
        "not_asked": N_("no agreement yet"),
        "unable": N_("cannot agree now"),
        "no": N_("does not agree"),
    },
    "ContactAgreementSaid": {
        "yes": N_("The person agrees to contact with you"),
        "no": N_("The person does not agree to contact with you"),
        "unable": N_("The person cannot agree to contact with you now"),
    },
    "NameAgreement": {
        "yes": N_("yes"),
        "no": N_("no"),
    },
    "InabilityReason": {
        "sedated": N_("drugged, drunk, unconscious or very tired"),
        "disability": N_("does not understand what it is about, because of a disability or illness"),
        "guardian": N_("has a legal guardian"),
        "other": N_("for another reason"),
    },
    "Limit": {
        "no_police": N_("no police"),
        "no_embassy": N_("no embassy or consulate"),
        "not_to_family": N_("not to the family"),
    },
    "AgeBand": {
        "0-6": N_("under 7"),
        "7-12": "7–12",
        "13-15": "13–15",
        "16-17": "16–17",
        "18-24": "18–24",
        "25-39": "25–39",
        "40-59": "40–59",
        "60+": N_("60 or older"),
        "unknown": N_("I don't know"),
    },
    "Need": {
        "accommodation": N_("accommodation"),
        "food": N_("food"),
        "clothing": N_("clothing and hygiene items"),
        "basic_medical": N_("basic medical care"),
        "urgent_medical": N_("urgent medical care"),
        "psychologist": N_("psychologist"),
        "legal": N_("legal consultation"),
        "interpreter": N_("interpreter"),
        "transport": N_("transport"),
        "documents": N_("documents"),
        "legal_stay": N_("legal stay"),
        "consul": N_("contact with the consul, at the person's wish"),
        "safe_return": N_("safe return"),
        "disability_diet": N_("help because of a disability, a special diet"),
    },
    "Urgent": {
        "doctor": N_("doctor"),
        "sexual_violence": N_("sexual violence in the last three days"),
        "pregnancy": N_("pregnancy"),
        "medicines": N_("medicines"),
        "crisis": N_("acute crisis"),
        "mobility": N_("help with mobility"),
        "water_food": N_("water, food, rest"),
    },
    "PoliceContact": {
        "wanted": N_("wanted"),
        "not_wanted": N_("not wanted"),
    },
    "KcikChoice": {
        "refer": N_("refer the person"),
        "consult": N_("consult without the person's data"),
        "not_now": N_("do nothing with KCIK for now"),
    },
    "KcikOutcome": {
        "advice": N_("KCIK gave advice"),
        "help_started": N_("help has begun"),
        "declined": N_("declined, by the person or by KCIK"),
        "no_answer": N_("no one answered"),
    },
    "NotificationChoice": {
        "done": N_("it has been made"),
        "will_notify": N_("it will be made"),
        "not_now": N_("not now"),
        "undecided": N_("not decided yet"),
    },
    # What the draft of a notification says of itself.
    "NotificationState": {
        "done": N_("A notification has been made already. This draft can only add to it."),
        "will_notify": N_("Decided: a notification will be made."),
        "not_now": N_("Decided: no notification for now. This is a draft in case the decision changes."),
        "undecided": N_("Nobody has decided on a notification yet. This is a draft for the decision."),
    },
    "Duty": {
        "own": N_("own duty of the Police or Border Guard, who receive notifications"),
        "institution": N_("duty of the institution, through its head (art. 304 par. 2 k.p.k.)"),
        "social": N_("social duty of everyone (art. 304 par. 1 k.p.k.)"),
    },
    # The own duty on a paper of a service that is known.
    "OwnDuty": {
        "police": N_("own duty of the Police, who receive notifications"),
        "border_guard": N_("own duty of the Border Guard, who receive notifications"),
    },
    "Authority": {
        "police": N_("Police"),
        "border_guard": N_("Border Guard"),
        "prosecutor": N_("prosecutor"),
        "family_court": N_("family court"),
    },
    # After "notified": another case in Polish.
    "AuthorityNotified": {
        "police": N_("the Police"),
        "border_guard": N_("the Border Guard"),
        "prosecutor": N_("a prosecutor"),
        "family_court": N_("the family court"),
    },
    # On a sheet for KCIK: which data of the person are missing on it, and why. Nothing is asked of its reader.
    "WithoutAgreement": {
        "age": N_("The age is not known yet: this sheet gives neither the person's name nor a contact."),
        "not_asked": N_("There is no agreement yet: this sheet gives neither the person's name nor a contact."),
        "no": N_("There is no agreement: this sheet gives no name, place or contact of the person."),
    },
    # Before an answer of the institution that had the case before; and its answers that are about that institution.
    "Before": {
        "said": N_("from the file:"),
        "shown": N_("an earlier institution said:"),
        "with_us": N_("with that institution"),
        "collection": N_("collecting the person from that institution"),
    },
    "Tonight": {
        "with_us": N_("with us"),
        "hospital": N_("in a hospital"),
        "crisis_centre": N_("in a crisis centre or another institution"),
        "police_unit": N_("in a unit of the Police or Border Guard"),
        "own_place": N_("at the person's own place, which is safe"),
        "same_place": N_("back at the place of exploitation"),
        "street": N_("nowhere to stay"),
        "other": N_("somewhere else"),
        "unknown": N_("I don't know"),
    },
    "Papers": {
        "has": N_("has them"),
        "taken": N_("taken by others"),
        "none": N_("has none"),
        "unknown": N_("I don't know"),
    },
    "Stay": {
        "legal": N_("legal (a visa, a permit or a right to stay)"),
        "asylum": N_("an application for international protection"),
        "temporary_protection": N_("temporary protection (Ukraine)"),
        "to_be_cleared": N_("immigration status to be clarified"),
        "unknown": N_("I don't know"),
    },
    "Certificate": {
        "none": N_("none"),
        "asked": N_("asked for"),
        "issued": N_("issued"),
        "unknown": N_("I don't know"),
    },
    "Leaflet": {
        "given": N_("given"),
        "not_safe": N_("not given: not safe to carry"),
        "not_given": N_("not given yet"),
    },
    "Voivodeship": {
        "dolnoslaskie": "dolnośląskie",
        "kujawsko-pomorskie": "kujawsko-pomorskie",
        "lubelskie": "lubelskie",
        "lubuskie": "lubuskie",
        "lodzkie": "łódzkie",
        "malopolskie": "małopolskie",
        "mazowieckie": "mazowieckie",
        "opolskie": "opolskie",
        "podkarpackie": "podkarpackie",
        "podlaskie": "podlaskie",
        "pomorskie": "pomorskie",
        "slaskie": "śląskie",
        "swietokrzyskie": "świętokrzyskie",
        "warminsko-mazurskie": "warmińsko-mazurskie",
        "wielkopolskie": "wielkopolskie",
        "zachodniopomorskie": "zachodniopomorskie",
        "unknown": N_("I don't know"),
    },
    "UrgentAsked": {
        "doctor": N_("A doctor"),
        "sexual_violence": N_("Sexual violence in the last three days: a doctor at once"),
        "pregnancy": N_("Care in pregnancy"),
        "medicines": N_("Medicines"),
        "crisis": N_("Acute crisis, for example thoughts of suicide: call 112"),
        "mobility": N_("Help with mobility"),
        "water_food": N_("Water, food, rest"),
    },
    # What a tick beside an empty field says.
    "NotKnown": {
        "persons": N_("I don't know how many people there are"),
        "children": N_("I don't know how many children there are"),
        "others": N_("I don't know how many others are still there"),
        "others_children": N_("I don't know how many of them are children"),
        "safe_until": N_("I don't know until when the person is safe"),
    },
    "ChildSign": {
        "sleepy": N_("unusually sleepy or hard to wake"),
        "ill": N_("ill"),
        "hurt": N_("hurt"),
    },
}
