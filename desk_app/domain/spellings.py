"""Names whose spellings no rule of sounds joins: one line each, in both scripts."""

from collections import defaultdict
from functools import cache

from desk_app.domain.words import fold

_GROUPS = (
    "mohammad md mohd mohammed muhammad muhammed mohamed mohamad muhammod mohammod mohamud"
    " মো মোঃ মোহাম্মদ মুহাম্মদ মুহম্মদ মোহাম্মাদ মোহাঃ মোহা",
    "mst mosammat most mosammot musammat mosa মোছাঃ মোছা মোসাঃ মোসা মোসাম্মৎ মোছাম্মৎ মুসাম্মাৎ",
    "haque hoque huq haq hak hoq huque hok হক",
    "roy ray rai রায়",
    "das dash দাস দাশ",
    "dey de দে",
    "bose basu bosu বসু বোস",
    "dutta datta dutt dutto datto দত্ত",
    "paul pal পাল",
    "mukherjee mukhopadhyay mukherji mukharji mukhopadhyaya মুখার্জি মুখার্জী মুখোপাধ্যায়",
    "banerjee bandyopadhyay banerji banarji bandopadhyay ব্যানার্জি ব্যানার্জী বন্দ্যোপাধ্যায়",
    "chatterjee chattopadhyay chatterji চ্যাটার্জি চট্টোপাধ্যায়",
    "bhattacharya bhattacharjee bhattacharyya bhattacharji ভট্টাচার্য ভট্টাচার্যী ভট্টাচার্জি",
    "sheikh shaikh sk shekh sheik shayekh শেখ শাইখ",
    "syed sayed saiyed sayeed saiyid সৈয়দ সাইয়েদ",
    "mia miah mian meah miya mea মিয়া মিঞা মিঁয়া",
    "khatun khatoon খাতুন",
    "begum begom begam বেগম",
    "akter akhter aktar akhtar akther আক্তার আখতার আকতার",
    "ahmed ahmad ahamed ahmmed ahammed ahamad আহমেদ আহমদ আহম্মেদ আহাম্মেদ আহাম্মদ",
    "hossain hussain hosen hossen husain hussein hosain hossein hosein হোসেন হোসাইন হুসাইন হোছাইন",
    "hasan hassan হাসান",
    "chowdhury choudhury chaudhuri chowdhuri chaudhury choudhuri chowdhary চৌধুরী চৌধুরি",
    "yusuf yousuf eusuf yosuf usuf yousof ইউসুফ",
    "yunus yunos eunus yonus younus ইউনুস ইউনূস",
    "ali aly আলী আলি",
    "uddin udin uddeen din ddin deen ddeen dine উদ্দিন উদ্দীন দ্দিন দ্দীন",
    "zaman jaman zamaan aman জামান",
    "ayesha aysha ayesa aisha aesha আয়েশা আয়শা",
    "faruk faruque farooq farook faruq ফারুক",
    "talukder talukdar তালুকদার",
    "sarkar sarker sorkar shorkar সরকার",
    "mondal mandal mondol মণ্ডল মন্ডল",
    "biswas bishwas বিশ্বাস",
    "bhuiyan bhuiya bhuyan bhuyain bhuyian bhuiyan ভূঁইয়া ভুইয়া ভূইয়া ভুঁইয়া",
    "majumder mazumder majumdar mazumdar মজুমদার",
    "hawlader howlader haoladar হাওলাদার",
    "sikder sikdar shikder shikdar সিকদার শিকদার",
    "quader kader qader kadir quadir কাদের কাদির",
    "noor nur nour নূর নুর",
    "moin mueen moyeen মঈন মইন",
    "saha shaha সাহা",
    "kazi quazi qazi kazy কাজী কাজি ক্বাজী",
    "syeda sayeda saiyeda sayyeda saida সৈয়দা সাইয়েদা",
    "khandaker khondoker khondokar khandakar khandker khondaker khondkar khandokar খন্দকার খোন্দকার",
    "mosharraf musharraf mosharaf mosharrof mosarrof মোশাররফ মোশারফ",
    "osman usman othman uthman ওসমান উসমান",
    "omar umar omor umor ওমর উমর",
    "wahid ohid waheed wahed ওয়াহিদ অহিদ ওহিদ",
    "wadud odud wadood ওয়াদুদ অদুদ",
    "rezwan rizwan redwan ridwan rejwan রেজওয়ান রিজওয়ান রেদোয়ান রেদওয়ান",
    "lakshmi laxmi luxmi lokkhi lakkhi লক্ষ্মী লক্ষী",
    "krishna krisna kristo krishno কৃষ্ণ",
    "chandra chondro chandro chondra চন্দ্র",
    "subrata subrato subroto সুব্রত",
    "partha partho পার্থ",
    "umme umma um উম্মে",
    "hayat hayet hayaat হায়াত",
    "piyush pijush pijus পীযূষ পিযুষ",
    "elias ilias elius ilius elyas eliyas ইলিয়াস",
    "sudipta sudipto সুদীপ্ত",
    "mitra mitro মিত্র",
    "sobhan subhan sobahan সোবহান",
    "swapan shopon shapan sapan sopon স্বপন",
    "tanmoy tonmoy tanmay তন্ময়",
    "bijoy bijay vijay বিজয়",
    "ajoy ajay অজয়",
    "sattar satter ছাত্তার সাত্তার",
    "samad somad ছামাদ সামাদ",
    "anwar anowar anwer anower আনোয়ার",
    "yasin easin eyasin yeasin ইয়াসিন ইয়াছিন",
    "chakraborty chakrabarti chakravarty chakrabarty chakrabortty চক্রবর্তী চক্রবর্ত্তী",
    "ganguly gangopadhyay ganguli গাঙ্গুলী গঙ্গোপাধ্যায়",
)


def _by_spelling() -> dict[str, str]:
    return {fold(word): words.split()[0] for words in _GROUPS for word in words.split()}


ONE_NAME = _by_spelling()
"""By folded spelling, the name that stands for all of them."""


@cache
def _spellings() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for spelling, name in ONE_NAME.items():
        found[name].append(spelling)
    return found


def spellings(word: str) -> list[str]:
    """Return the folded spellings of the name that `word`, folded, is one of; else nothing."""
    return _spellings()[ONE_NAME[word]] if word in ONE_NAME else []
