"""Closed lists that several kinds share."""

from desk_app.domain.fields import choices

EVIDENCE = choices(
    declared=("Declared", "নিজস্ব ঘোষণা"),
    document=("Document seen", "নথি দেখা হয়েছে"),
    visited=("Visited", "পরিদর্শন করা হয়েছে"),
    reference=("Reference heard", "সুপারিশদাতার কাছে যাচাই"),
)

LEVELS = choices(
    junior=("Junior", "প্রারম্ভিক"),
    middle=("Middle", "মধ্যম"),
    senior=("Senior", "জ্যেষ্ঠ"),
    lead=("Lead", "প্রধান"),
)

DOMAINS = choices(
    fintech=("Fintech", "ফিনটেক"),
    blockchain=("Blockchain", "ব্লকচেইন"),
    gaming=("Gaming", "গেমিং"),
    ai=("Artificial intelligence", "কৃত্রিম বুদ্ধিমত্তা"),
    robotics=("Robotics", "রোবটিক্স"),
    data=("Data and analytics", "ডেটা ও বিশ্লেষণ"),
    security=("Cyber security", "সাইবার নিরাপত্তা"),
    cloud=("Cloud and infrastructure", "ক্লাউড ও অবকাঠামো"),
    health=("Health technology", "স্বাস্থ্যপ্রযুক্তি"),
    bpo=("Outsourced services", "আউটসোর্সিং সেবা"),
    semiconductors=("Semiconductors", "সেমিকন্ডাক্টর"),
    embedded=("Embedded systems", "এমবেডেড সিস্টেম"),
)
