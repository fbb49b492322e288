"""Event nouns with their verbs, and groups of verbs that name the same event.

An event noun with a possessor makes a claim of its own: "Russia's retaliation" asserts that Russia
retaliated. Sources: the lists were written for this project from newspaper usage.
"""

from __future__ import annotations

from functools import cache

# noun: past tense clause with the possessor as subject
AGENT_NOUNS = {
    "acquisition": "made an acquisition", "admission": "made an admission", "aggression": "was the aggressor",
    "announcement": "made an announcement", "apology": "apologised", "appeal": "appealed", "assault": "attacked",
    "attack": "attacked", "ban": "imposed a ban", "bid": "made a bid", "blockade": "imposed a blockade",
    "bombardment": "bombarded", "bombing": "bombed", "boycott": "boycotted", "ceasefire": "declared a ceasefire",
    "comeback": "made a comeback", "complaint": "complained", "concession": "made a concession", "confession": "confessed",
    "counteroffensive": "launched a counteroffensive", "crackdown": "cracked down", "decision": "made a decision",
    "denial": "denied it", "departure": "left", "escape": "escaped", "evacuation": "evacuated", "incursion": "made an incursion",
    "intervention": "intervened", "invasion": "invaded", "lawsuit": "sued", "objection": "objected", "offensive": "launched an offensive",
    "offer": "made an offer", "ouster": "was ousted", "pledge": "made a pledge", "promise": "made a promise", "protest": "protested",
    "provocation": "made a provocation", "purchase": "made a purchase", "raid": "made a raid", "rebuttal": "rebutted it",
    "refusal": "refused", "rejection": "rejected it", "reprisal": "retaliated", "resignation": "resigned", "retaliation": "retaliated",
    "retirement": "retired", "retreat": "retreated", "return": "returned", "revenge": "took revenge", "shelling": "shelled",
    "strike": "struck", "suicide": "died by suicide", "surrender": "surrendered", "takeover": "made a takeover", "threat": "made a threat",
    "triumph": "won", "veto": "used a veto", "victory": "won", "visit": "made a visit", "vow": "made a vow", "walkout": "walked out",
    "warning": "gave a warning", "win": "won", "withdrawal": "withdrew",
    "death": "died", "arrest": "was arrested", "defeat": "was defeated", "dismissal": "was dismissed", "conviction": "was convicted",
    "acquittal": "was acquitted", "murder": "was murdered", "killing": "was killed", "injury": "was injured", "election": "was elected",
    "release": "was released", "loss": "lost", "collapse": "collapsed", "bankruptcy": "went bankrupt",
}  # fmt: skip
# Event nouns whose possessor does not act (or may not): roles are not compared for these.
UNDERGOER_NOUNS = frozenset(
    """
    death arrest defeat dismissal conviction acquittal murder killing injury election release loss collapse
    bankruptcy ouster appeal return bombing shelling
    """.split()
)

# Words that name one event; the first of each group is its name. "turn_down" is a verb with its particle.
EVENT_FAMILIES = """
retaliate retaliates retaliated retaliating retaliation retaliatory hit_back hits_back strike_back strikes_back struck_back reprisal reprisals revenge avenge avenged
attack attacks attacked attacking attacker assault assaulted strike strikes struck striking raid raided bomb bombs bombed bombing bombardment shell shelled shelling hit
invade invades invaded invading invasion incursion
buy buys bought buying purchase purchases purchased purchasing acquire acquires acquired acquiring acquisition takeover snap snaps snapped take_over takes_over took_over taken_over taking_over
sell sells sold selling sale
sue sues sued suing lawsuit suit
beat beats beaten beating defeat defeats defeated defeating thrash thrashes thrashed edge edges edged trounce trounced outclass see_off sees_off saw_off seen_off knock_out knocks_out knocked_out
win wins won winning victory victories triumph triumphs triumphed
lose loses lost losing loss
kill kills killed killing murder murders murdered slay slain slaying
die dies died dying death deaths dead fatal fatality fatalities perish perished
arrest arrests arrested arresting detain detains detained detention
accuse accuses accused accusing accusation
resign resigns resigned resigning resignation quit quits quitting step_down steps_down stepped_down stepping_down stand_down stands_down stood_down standing_down
withdraw withdraws withdrew withdrawn withdrawing withdrawal pull_out pulls_out pulled_out pulling_out back_out backs_out backed_out
threaten threatens threatened threatening threat
block blocks blocked blocking veto vetoes vetoed vetoing
sanction sanctions sanctioned sanctioning
ban bans banned banning
reject rejects rejected rejecting rejection turn_down turns_down turned_down turning_down throw_out throws_out threw_out thrown_out vote_down votes_down voted_down
appoint appoints appointed appointing appointment hire hires hired name names named
fire fires fired sack sacks sacked dismiss dismisses dismissed dismissal lay_off lays_off laid_off laying_off
replace replaces replaced replacing
succeed succeeds succeeded
marry marries married marrying wed weds
divorce divorces divorced
shoot shoots shot shooting
stab stabs stabbed stabbing
rescue rescues rescued rescuing save saves saved
praise praises praised praising hail hails hailed
criticise criticises criticised criticize criticizes criticized criticism slam slams slammed condemn condemns condemned hit_out hits_out hitting_out lash_out lashes_out lashed_out
warn warns warned warning
offer offers offered offering bid bids
evacuate evacuates evacuated evacuation
expel expels expelled expulsion
pay pays paid paying payment
sign signs signed signing
overtake overtakes overtook overtaken
outbid outbids
poach poaches poached
back backs backed support supports supported endorse endorses endorsed
visit visits visited visiting
apologise apologises apologised apologize apologizes apologized apology
merge merges merged merger
fund funds funded funding
blame blames blamed blaming
snub snubs snubbed
halt halts halted
fine fines fined fining
cancel cancels cancelled canceled cancelling canceling cancellation call_off calls_off called_off calling_off
postpone postpones postponed postponing postponement put_off puts_off putting_off put_back puts_back
quash quashes quashed quashing overturn overturns overturned strike_down strikes_down struck_down
"""
# "A loses to B" is "B beats A"; "A sells to B" is "B buys from A".
CONVERSE = {"lose": "beat", "sell": "buy"}


# With these a verb of the lists means something else: "backed down" is no backing, "called off" no call.
_OTHER_WITH = frozenset("back_down back_off beat_off sign_off sign_up take_on win_over".split())


# Nouns of deeds that no family has, with their verbs.
VERB_OF = {
    "closure": "close", "demolition": "demolish", "abolition": "abolish", "expansion": "expand", "introduction": "introduce", "removal": "remove",
    "privatisation": "privatise", "privatization": "privatize", "nationalisation": "nationalise", "nationalization": "nationalize",
    "relocation": "relocate", "legalisation": "legalise", "legalization": "legalize", "suspension": "suspend",
}  # fmt: skip


@cache
def _families() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in EVENT_FAMILIES.strip().splitlines():
        words = line.split()
        for word in words:
            table.setdefault(word, words[0])
    return table


def family_of(word: str) -> str | None:
    """The event that a word form names (``retaliatory`` → ``retaliate``), or ``None``."""
    return _families().get(word.lower())


def phrasal_family(word: str, lemma: str, particle: str) -> str | None:
    """The event that a verb names together with its particle (``turned``, ``turn``, ``down`` → ``reject``): a family,
    the two words where both together are no event of the lists and the verb alone would be another, or ``None``.
    """
    found = family_of(f"{word}_{particle}") or family_of(f"{lemma}_{particle}")
    both = f"{lemma.lower()}_{particle.lower()}"
    return found or (both if both in _OTHER_WITH else None)


def phrasal_verbs(family: str) -> frozenset[str]:
    """The forms of the verbs that name an event with a particle, without it: ``reject`` → ``turned``, ``threw`` …"""
    return frozenset(word.split("_")[0] for word, name in _families().items() if name == family and "_" in word)


def event_key(word: str, lemma: str) -> str:
    """The event that a parsed word names: its family where the lists have it, else its lemma."""
    return family_of(word) or family_of(lemma) or VERB_OF.get(lemma.lower(), lemma.lower())
