//! English cues. Written by hand for feedback; no list was copied and no weight was learned from labelled data.

use super::Lexicon;

pub(super) const EN: Lexicon = Lexicon {
    code: "en",
    cues: &[
        (
            3.0,
            "amazing awesome excellent outstanding perfect* fantastic wonderful* superb brilliant love loved \
               loves loving best exceptional incredible phenomenal delight* flawless* thrilled exceeded fabulous \
               terrific unbeatable",
        ),
        (
            2.0,
            "good great nice nicely thank* thx ty happy happily glad pleased appreciat* enjoy* helpful friendly \
               recommend* excited impressed impressive beautiful* comfortable comfy clean spotless easy easily \
               fast quick* smooth* delicious tasty satisf* reliable polite professional courteous welcoming \
               congrat* yay cool fun lovely kudos grateful gracious rocks rockstar* liked yummy charming pleasant \
               efficient* spacious cozy cosy patient attentive generous gem classy sweet blessed bravo \
               well_done top_notch shout_out",
        ),
        (
            1.0,
            "fine decent fresh well worked works smile* cheers props safely resolved solved hilarious ok okay \
               affordable convenient* haha* lol worth interesting proud hooray useful fair",
        ),
        (
            -3.0,
            "terrible terribly horrible horribly awful worst hate* disgust* unacceptable disgrac* pathetic \
                scam* fraud* nightmare* atrocious ridiculous* useless dreadful appalling shame* abysmal furious \
                horrendous fuck* shit* sucks suck sucked crap* wtf garbage trash disaster* outrag* thieves \
                inexcusable never_again rip_off ripped_off insulting bullshit joke hell fiasco",
        ),
        (
            -2.0,
            "bad badly poor* rude rudely rudest disappoint* fail* broke broken problem* delay* cancel* lost lose \
                losing wrong angry annoy* frustrat* dirty filthy slow* stuck missed missing refus* complain* worse \
                mess messed waste* wasting unhappy upset unprofessional incompeten* mistake* error* damag* ruin* \
                lied lies stolen stole stranded declin* reject* ignor* unhelpful unable sad noisy smell* stink* \
                overpriced impossible worthless lousy mediocre tasteless stale inedible horrid greedy hopeless \
                embarrass* screw* misled mislead* unreliable hung_up hang_up on_hold not_acceptable no_response \
                nasty crash* crashed dead_end annoying unfair neglect* apolog* hassle* inconvenien* chaos",
        ),
        (
            -1.0,
            "late wait* issue* trouble* confus* difficult* tired sick lack* expensive unfortunately cold hard \
                stop nobody fix overbooked denied charged dumb lazy rushed sorry excuse* bumped sitting stupid lame down tripping reluctant obnoxious aggressive creepy unavailable disappeared stunned refund* \
                weird uncomfortable cramped hours why awkward boring bland concern* overcharged expired hour lines",
        ),
        (
            0.0,
            "good_luck no_worries good_morning good_afternoon great_britain well_known best_regards",
        ),
    ],
    expected: "able access accept transfer heard hear bring work working help helping arrive* respon* reply replied answer* receiv* deliver* get getting got come \
               call* care believe understand reach* open* start* let allow* even going enough",
    negations: "not no never don't doesn't didn't isn't wasn't aren't weren't can't cannot couldn't won't wouldn't \
                shouldn't haven't hasn't hadn't ain't without none nothing neither nor dont doesnt didnt cant wont \
                isnt wasnt havent couldnt wouldnt no_one",
    stronger: "very really so extremely absolutely totally super too incredibly completely highly most such \
               truly definitely beyond",
    weaker: "slightly somewhat bit rather fairly little kinda almost partly",
    contrasts: "but however although though yet except unless",
    opposites: &["un", "dis"],
};
