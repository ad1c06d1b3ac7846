"""The words of the vocabularies of the instrument and of the results."""

from collections.abc import Mapping

from screening.wording.to_translate import N_

INSTRUMENT: Mapping[str, Mapping[str, str]] = {
    "Answer": {
        "yes": N_("present"),
        "no": N_("not present"),
        "unclear": N_("unclear"),
        "declined": N_("declined"),
        "not_asked": N_("not asked"),
    },
    "Basis": {
        "observed": N_("I see it"),
        "person": N_("the person said so"),
        "other": N_("someone else said so"),
        "document": N_("a document"),
    },
    # On a paper, whose reader did not see it.
    "BasisTold": {
        "observed": N_("seen by the officer"),
        "person": N_("the person said so"),
        "other": N_("someone else said so"),
        "document": N_("a document"),
    },
    "Weight": {
        "strong": N_("strong"),
        "medium": N_("medium"),
        "weak": N_("weak"),
    },
    "WeightMark": {
        "strong": "●",
        "medium": "◐",
        "weak": "○",
    },
    "Grade": {
        "P": N_("text of the issuing body seen"),
        "S": N_("secondary source seen"),
        "M": N_("provisional, not yet checked"),
        "X": N_("expert analogy, not validated"),
    },
    "Confirm": {
        "true": N_("to be confirmed"),
        "doctor": N_("to be confirmed by a doctor"),
    },
    "Form": {
        "labour": N_("forced labour or services"),
        "sexual": N_("prostitution or other sexual exploitation"),
        "begging": N_("begging"),
        "crime": N_("crimes or fraud on someone else's orders"),
        "marriage": N_("forced marriage"),
        "adoption": N_("illegal adoption or sale of a child"),
        "surrogacy": N_("exploitation of surrogacy"),
        "organs": N_("removal of an organ"),
        "other": N_("another form"),
    },
    "FormGroup": {
        "labour": N_("forced labour or services"),
        "sexual": N_("prostitution or other sexual exploitation"),
        "begging": N_("begging"),
        "further": N_("other forms of exploitation"),
    },
    "Age": {
        "adult": N_("adult"),
        "child": N_("child (under 18)"),
        "uncertain": N_("age in doubt: treat as a child"),
    },
    # Told: on a paper, where nobody is told what to do. Said: the sentence for the telephone call.
    "AgeTold": {
        "adult": N_("adult"),
        "child": N_("child (under 18)"),
        "uncertain": N_("age in doubt (treated as a child)"),
    },
    "AgeSaid": {
        "adult": N_("It is about an adult."),
        "child": N_("It is about a child (under 18)."),
        "uncertain": N_("It is about someone whose age is in doubt."),
    },
    "Sex": {
        "female": N_("female"),
        "male": N_("male"),
        "other": N_("other"),
        "not_stated": N_("not stated"),
    },
    "Profession": {
        "police": N_("Police"),
        "border_guard": N_("Border Guard"),
        "labour_inspector": N_("National Labour Inspectorate (PIP)"),
        "social_worker": N_("Social work (OPS, PCPR)"),
    },
    "ProfessionSaid": {
        "police": N_("I work for the Police."),
        "border_guard": N_("I work for the Border Guard."),
        "labour_inspector": N_("I work for the National Labour Inspectorate."),
        "social_worker": N_("I work in social work."),
    },
    "Setting": {
        "roadside": N_("by the road"),
        "border": N_("at the border"),
        "workplace": N_("at a workplace"),
        "lodging": N_("at the accommodation"),
        "office": N_("in an office"),
        "detention": N_("in detention"),
        "street": N_("in the street"),
        "health_care": N_("in health care"),
        "venue": N_("in a bar, club or flat"),
        "home": N_("at the person's home"),
        "other": N_("somewhere else"),
    },
    "ExploitationPlace": {
        "poland": N_("in Poland"),
        "abroad": N_("abroad"),
        "transit": N_("on the way, it may not have begun yet"),
    },
    "Citizenship": {
        "poland": N_("Poland"),
        "eu": N_("another EU country"),
        "third_country": N_("a country outside the EU"),
        "stateless": N_("stateless"),
        "unknown": N_("I don't know"),
    },
    # The questions on the safety of the talk. `Safety…` has words for a question, `Alone…` and `Interpreter…` for its
    # answers. The suffix says where: Missing, the fault on the page if no answer was given; Told, the label or the
    # answer on a document; Untold, the label on a document without an answer; Unsafe, why the talk was not safe.
    "SafetyQuestion": {
        "alone": N_("Can you talk with the person alone?"),
        "interpreter": N_("Who interprets?"),
    },
    "SafetyMissing": {
        "alone": N_("Say whether you can talk with the person alone."),
        "interpreter": N_("Say who interprets."),
    },
    "SafetyTold": {
        "interpreter": N_("interpreter:"),
    },
    "SafetyUntold": {
        "alone": N_("whether the conversation was in private"),
        "interpreter": N_("interpreter:"),
    },
    "Alone": {
        "yes": N_("Yes, alone"),
        "no": N_("No, someone is with us"),
        "unknown": N_("Not sure"),
    },
    "AloneTold": {
        "yes": N_("in private"),
        "no": N_("not in private"),
        "unknown": N_("not known whether in private"),
    },
    "AloneUnsafe": {
        "no": N_("Someone was with us."),
    },
    "Interpreter": {
        "not_needed": N_("No interpreter is needed"),
        "independent": N_("An independent interpreter"),
        "machine": N_("A translation app"),
        "companion": N_("A companion"),
        "group": N_("Someone from the group or the workplace"),
        "none_but_needed": N_("No one, but one is needed"),
        "unknown": N_("Not sure"),
    },
    "InterpreterTold": {
        "not_needed": N_("not needed"),
        "independent": N_("independent"),
        "machine": N_("a translation app"),
        "companion": N_("a companion"),
        "group": N_("someone from the group or the workplace"),
        "none_but_needed": N_("none, although one is needed"),
        "unknown": N_("not known"),
    },
    "InterpreterUnsafe": {
        "machine": N_("A translation app was used to interpret."),
        "companion": N_("A companion interpreted."),
        "group": N_("Someone from the group or the workplace interpreted."),
        "none_but_needed": N_("No one interpreted, although an interpreter is needed."),
    },
    "Rule": {
        "two_strong": N_("two strong"),
        "strong_and_other": N_("one strong and another"),
        "three_medium": N_("three medium"),
        "two_medium_and_weak": N_("two medium and a weak one"),
    },
    "IloClass": {
        "not_determined": N_("not determined"),
        "trafficking_indicated": N_("trafficking indicated"),
        "forced_labour_indicated": N_("forced labour indicated"),
        "deception_and_exploitation": N_("deception and exploitation"),
        "coercion_and_exploitation": N_("coercion and exploitation"),
        "vulnerability_and_exploitation": N_("abuse of vulnerability and exploitation"),
        "exploitation_indicated": N_("exploitation indicated"),
    },
}
