"""English: the words that tell what is done from what is wished, denied, asked or long past."""

from __future__ import annotations

from bot.text.grammar.senses import Opener, Scope, Sense, cues, openers
from bot.text.grammar.words import word_set

_MONTH = (
    "january|jan|february|feb|march|april|may|june|july|august|aug|september|sept|sep|october|oct|november|nov|"
    "december|dec"
)
_SEASON = "spring|summer|fall|autumn|winter"
_BACKS = "favor|favors|favour|favours|support|supports|supported|back|backs|backed"
_DENIES = "deny|denies|denied|denying"
_REJECTS = "reject|rejects|rejected|rejecting"
_DISMISSES = "dismiss|dismisses|dismissed|dismissing"
_OPPOSES = "oppose|opposes|opposed|opposing|resist|resists|resisted|against|block|blocks|blocked"
_TALK = "report|reports|claim|claims|rumor|rumors|rumour|rumours|allegation|allegations|speculation|suggestions"
_REQUEST = "call|calls|idea|request|requests|bid|appeal|plea|proposal|demand|demands|pressure"
_LIFTING = "lifting|revoking|granting|restoring|removing|easing"
_VERB_OF_CHANGE = "lift*|revok*|grant*|restor*|cancel*|remov*|issu*|impos*|suspend*|postpon*|reinstat*|delist*|eas*"

CUES = cues(
    {
        (Sense.PLAIN, Scope.AFTER): """
        not only|just|merely
        no doubt|matter|wonder
        cannot|can wait
        can t wait
        if not
        able|managed|manages to
        continue|continues|continued to
    """,
        (Sense.FUTURE, Scope.AFTER): """
        will|shall|ll
        going to
        set|due|scheduled|slated to
        agree|agrees|agreed|decide|decides|decided to
        vow|vows|vowed|pledge|pledges|pledged|promise|promises|promised to
        announces|announced plan|plans to
        about to
        to be
        is|are to
        to host|meet|visit|receive|hold|travel|attend|sign|announce|discuss|begin|start|open|send|take|get|lift|revoke
        to grant|restore|cancel|remove|issue|impose|suspend|postpone|reinstate|delist|ease|drop|end|keep|give|return
    """,
        (Sense.POSSIBLE, Scope.AFTER): """
        could|may|might|would|should|can
        likely|unlikely|possible|possibly|perhaps|maybe|potential|potentially|probable|probably
        expect|expects|expected|expecting
        poised|ready|prepared|open|willing to
        chance|chances|odds|possibility|prospect|prospects of|that|for
        speculat*
        see|sees|foresee|foresees|predict|predicts|predicted
        hinge|hinges|hinged on
        threat|threats to|of
        threaten|threatens|threatened|threatening
        warn|warns|warned|warning that|it|of|he|she|they|us
        risk|risks|risked|risking
        not rule|ruled|ruling out
        t rule|ruled|ruling out
        never ruled out
        no objection|objections to
    """,
        (Sense.POSSIBLE, Scope.BEFORE): """
        in doubt
        is|are|remains|remain|seems|looks|be unlikely|likely|possible|probable
        remains|remain to be seen
        an|one option
        at risk|stake
        uncertain|unclear|unresolved
        up in the air
    """,
        (Sense.WISH, Scope.AFTER): f"""
        ask|asks|asked|asking|beg|begs|begged
        urge|urges|urged|urging
        seek|seeks|sought|seeking
        want|wants|wanted|wanting
        hope|hopes|hoped|hoping|hopeful
        wish|wishes
        call|calls|called|calling for|on|upon
        demand|demands|demanded|demanding
        request|requests|requested|requesting
        appeal|appeals|appealed for|to|against
        press|presses|pressed|pressure|pressures|pressured|pressing
        push|pushes|pushed|pushing for|to
        lobby|lobbies|lobbied|lobbying
        plea|pleads|bid|petition|petitions|motion|effort|efforts|campaign|drive|fight|fights|battle|case to|for
        insist|insists|insisted on
        invite|invites|invited to lift
        recommend|recommends|recommended
        suggest|suggests|suggested
        {_BACKS} {_LIFTING}
        need|needs|needed
        confident|optimistic
        await|awaits|awaiting|must
        apply|applies|applied for
        ought to
    """,
        (Sense.WEIGHED, Scope.AFTER): """
        consider|considers|considered|considering
        reconsider|reconsiders|reconsidered|reconsidering
        weigh|weighs|weighed|weighing
        mull|mulls|mulled|mulling
        ponder|ponders|pondering
        eye|eyes|eyeing
        plan|plans|planned|planning
        intend|intends|intended|intention|aim|aims|aimed
        propos*
        work|works|worked|working on|to|toward|towards
        move|moves|moved|moving to|toward|towards
        look|looks|looking at|into
        study|studies|studying
        review|reviews|reviewing
        discuss*|debat*|negotiat*
        talk|talks|talked|talking about|on|over
        explor*
        evaluat*
        prepar*
        draft|drafts|drafted|drafting
        no|without decision|decisions
        not|yet decided
        t decided
        yet to decide
        undecided
        decide|deciding|decides whether|if|on
        decision on
        tr|try|tries|tried|trying to
        float|floats|floated|floating
        path|road|roadmap|steps|terms|conditions to|for|toward|towards
    """,
        (Sense.WEIGHED, Scope.WHOLE): """
        on|off the table
        under review|discussion|consideration|study
        in the works|cards|pipeline
        pending
        up for debate
        being weighed|considered|discussed|reviewed|studied|debated
    """,
        (Sense.CONDITION, Scope.AFTER): """
        in exchange|return for
        on condition
        depend|depends|depending on
        conditional|contingent
    """,
        (Sense.QUESTION, Scope.AFTER): """
        whether
        why|how
        what happens|happened|would|if|it|to|next|we|changes|changed|means
        who|when|where is|are|can|could|will
        explain|explains|explained|explainer|explaining
        all about
        everything you
        fact check
    """,
        (Sense.HEARSAY, Scope.AFTER): """
        reportedly
        allegedly|alleged|supposed|supposedly|purported|purportedly
        rumor*|rumour*
        falsely
        fake|false|baseless|unfounded
    """,
        (Sense.HEARSAY, Scope.BEFORE): """
        is|are|was|be fake|false|untrue|baseless|unfounded
        rumors|rumours false|denied
    """,
        (Sense.DENIAL, Scope.AFTER): f"""
        not|never|neither|nor|cannot|no
        hasn|haven|hadn|didn|doesn|don|isn|aren|wasn|weren|won|wouldn|couldn|can|shouldn|ain t
        could|would|can|should|will|must not
        yet to
        no plan|plans|intention|intent|desire|reason|sign|signs|evidence|progress|move|talk|need
        no longer considering|planning|seeking|wants|plans|seeks
        far from
        stop|stops|stopped short of
        refuse|refuses|refused|refusing|refusal to
        decline|declines|declined|declining to
        fail|fails|failed|failing|failure to
        rule|rules|ruled|ruling out
        {_DENIES} that|it|he|she|they|having|being|any|plan|plans|planning|such|making|meeting|{_TALK}
        {_DENIES} {_VERB_OF_CHANGE}
        {_REJECTS} that|{_TALK}|{_REQUEST}|{_LIFTING}
        {_DISMISSES} talk|idea|suggestion|{_TALK}
        {_OPPOSES} any|{_LIFTING}
        refute|refutes|refuted|rebut|rebuts|debunk|debunks|debunked
        short of
        halt|halts|blocks bid|effort|efforts|move
        instead of
        rather than
        nobody|nothing|none
    """,
        (Sense.DENIAL, Scope.NEXT): """
        without
    """,
        (Sense.DENIAL, Scope.BEFORE): """
        is|are|was|were|been|being ruled out
        denied by
        is|are off the table
        not on the table
        remains|remain|are|is|be elusive|unlikely
        not true
    """,
        (Sense.ENDED, Scope.AFTER): """
        no longer|more
        ceases|ceased to
    """,
        (Sense.HISTORY, Scope.WHOLE): """
        year|years|month|months|decade|decades|weeks ago|earlier|before|prior
        a week|fortnight ago
        at the time
        in the past
        once|long ago
        previously|formerly|historically
        timeline|flashback|anniversary
        look|looks|looking back
        recall|recalls|recalled|recalling|remembers|remembered
        the day|night|time
        had been|already|previously
        the last time
    """,
        (Sense.HISTORY, Scope.AGO): f"""
        last|previous year|month|decade|{_SEASON}
        last {_MONTH}
        earlier this year
    """,
        (Sense.HISTORY, Scope.AFTER): """
        had
        biden|obama|trump|bush|clinton|reagan|cold|war era
    """,
        (Sense.HISTORY, Scope.DATE): f"""
        in|this|during {_MONTH}
        in|last|this early|late|mid {_MONTH}
        in the {_SEASON}
        in {"|".join(str(year) for year in range(1950, 2060))}
    """,
    }
)

OPENERS = openers(
    {
        Opener(Sense.PLAIN): """
        but|while|whereas|although|though|because|amid|however|yet
        even as|though
        according to
        ahead of
        so that
    """,
        Opener(Sense.BACKGROUND): """
        after|following|despite
        in spite of
        year|years|month|months|week|weeks|day|days after|since
        ever since
        in the wake of
        a year|month|week|day after|since
    """,
        Opener(Sense.BACKGROUND, if_past=True): """
        who|whom|whose|which|where|when|since|once
        to whom
        from whom
        in|on|by|under|after|for which
        the day|year|month|week|time
    """,
        Opener(Sense.CONDITION, binds=True): """
        if|unless|provided
        in case
        as long as
        only after|if|when
    """,
        Opener(Sense.CONDITION): """
        until|till|before
        as soon as
        even if
        should he|she|they|washington
    """,
    }
)

RECENT = word_set("today yesterday tonight just now monday tuesday wednesday thursday friday saturday sunday")
AND = frozenset({"and", "or"})
FINITE = word_set(
    """
    is are was were has have had will would could may might can did does do says said asks asked wants seeks hopes
    denies considers weighs lifts revokes grants restores cancels confirms keeps imposes suspends postpones removes
    issues drops takes gives gets loses remains stays strips announces orders threatens warns urges meets visits
    invites plans vows agrees refuses rejects calls sends signs begins ends opens holds faces becomes leaves
    remain stay arrives travels returns receives demands insists expects mulls accuses arrests captures strikes
    """
)
PAST = word_set(
    """
    was were had did lost got took taken gave given kept put cut won made went gone met held came left became began
    sent fell struck withdrew withdrawn stripped saw seen said told found brought stood
    """
)
SPEECH = word_set(
    """
    says said say tells told adds added claims claimed insists confirms confirmed announces announced reveals revealed
    according reports reported argues argued writes wrote notes noted warns explains
    """
)
