"""The words by which other programs and people head the columns of contacts.

Read from exports of Google, Outlook, Windows Live Mail, Thunderbird, Yahoo, LinkedIn, HubSpot,
Salesforce and Zoho in the languages they speak, and from lists that people keep themselves.
"""

EXACT = {
    "name": (
        "name|last first|last name first name|first name last name|surname name|name surname|"
        "nachname vorname|vorname nachname|nom prenom|apellidos nombre|full name|display name|"
        "contact name|contact|fn|vollstandiger name|anzeigename|nom complet|nom affiche|"
        "nombre completo|nombre para mostrar|nome completo|nome visualizzato|volledige naam|"
        "weergavenaam|naam|person|person name|formatted name|file as|nama|নাম|পূর্ণ নাম|"
        "ব্যক্তির নাম|名前|氏名|имя и фамилия|фио|nome|nombre y apellidos|member name|"
        "name of contact person|contact person|ansprechpartner|kontaktperson|attendee|"
        "participant|name of person|representative|name of representative|name of member|"
        "nom a afficher|nombre a mostrar|nombre y apellido|nome e cognome|voor en achternaam|"
        "vor und nachname|participant name|delegate name|student name|employee name|"
        "officer name|member s name|contact s name|applicant name|your name|names|full names|"
        "person in charge|focal point|focal person|ব্যক্তি|সদস্যের নাম|কর্মকর্তার নাম|পুরো নাম|"
        "নাম ও পদবি|নাম ও পদবী|যোগাযোগের ব্যক্তি|প্রতিনিধির নাম|প্রতিনিধি|অংশগ্রহণকারীর নাম"
    ),
    "given": (
        "given name|given|first name|first|forename|firstname|fname|givenname|vorname|prenom|"
        "nombre|nombre de pila|primo nome|voornaam|primeiro nome|fornavn|fornamn|etunimi|imie|"
        "имя|প্রথম নাম|নিজ নাম|名|christian name|ad|jmeno|prenoms|keresztnev|krestni jmeno|"
        "given names|first names|vornamen|voornamen|nombres"
    ),
    "family": (
        "family name|family|last name|last|surname|lastname|lname|familyname|nachname|"
        "familienname|nom|nom de famille|apellido|apellidos|cognome|achternaam|sobrenome|"
        "apelido|ultimo nome|efternavn|etternavn|efternamn|sukunimi|nazwisko|фамилия|শেষ নাম|"
        "পারিবারিক নাম|姓|soyad|prijmeni|nazev|last names|surnames|family names|nachnamen|"
        "nom famille"
    ),
    "additional": (
        "additional name|middle name|middle|middle initial|2 vorname|zweiter vorname|"
        "weitere vornamen|deuxieme prenom|segundo nombre|secondo nome|tweede voornaam|"
        "middlename|отчество|middle names|weitere vorname|middelste naam|tussenvoegsel|"
        "segundo nome|second name"
    ),
    "prefix": (
        "name prefix|prefix|salutation|honorific|anrede|civilite|tratamiento|aanhef|"
        "namenstitel|akademischer titel|titel vor name|সম্বোধন|title prefix|honorific prefix|"
        "academic title|tratamento|pronombre|titolo di cortesia|courtesy title"
    ),
    "suffix": "name suffix|suffix|namenszusatz|sufijo|suffisso|suffixe|generation|achtervoegsel",
    "nickname": (
        "nickname|nick name|nick|spitzname|surnom|apodo|bijnaam|soprannome|apelido curto|alias|"
        "ডাকনাম|roepnaam"
    ),
    "org": (
        "company|company name|organization|organisation|organization name|organisation name|"
        "firma|firmenname|unternehmen|societe|entreprise|empresa|azienda|societa|bedrijf|"
        "bedrijfsnaam|organisatie|organizzazione|organizacion|organizacao|account|account name|"
        "employer|arbeitgeber|associated company|primary associated company|firm|firm name|"
        "name of firm|name of company|name of the company|name of organization|"
        "name of organisation|institution|business name|org|organization 1 name|"
        "current company|company organization|foretag|virksomhed|организация|компания|"
        "প্রতিষ্ঠান|প্রতিষ্ঠানের নাম|কোম্পানি|会社|会社名|sirket|kurum|spolka|company organisation|"
        "associated company name|workplace|affiliation|works at|working at|work at|works for|"
        "working for|place of work|work place|current employer|present employer|ministry|"
        "agency|office name|company firm|company name in english|organisation 1 name|"
        "current organization|current organisation|represents|representing|enterprise|"
        "establishment|institute|university|client|client name|vendor|supplier|"
        "partner organisation|partner organization|ente|instituicao|instelling|werkgever|"
        "employeur|organisme|etablissement|behorde|einrichtung|দপ্তর|অফিস|সংস্থা|সংস্থার নাম|"
        "কোম্পানির নাম|কর্মস্থল|প্রতিষ্ঠান নাম|ফার্ম|ফার্মের নাম|মন্ত্রণালয়|বিশ্ববিদ্যালয়"
    ),
    "department": (
        "department|abteilung|division|service|departamento|reparto|afdeling|unit|"
        "organization 1 department|organization department|বিভাগ|отдел|dipartimento|"
        "departement|dept|business unit|section|wing|শাখা|অনুবিভাগ"
    ),
    "title": (
        "job title|jobtitle|position|job position|current position|titel|arbeitstitel|funktion|"
        "stellenbezeichnung|berufsbezeichnung|fonction|poste|titre|cargo|puesto|posizione|"
        "qualifica|functie|functietitel|designation|organization 1 title|organization title|"
        "stilling|должность|পদবি|পদ|役職|position title|occupation title|stanowisko|unvan|desig|"
        "designations|rank|post|post held|job|job role|present designation|current designation|"
        "official designation|current role|position held|beruf position|occupation|"
        "jobbezeichnung|berufstitel|ruolo|pozicio|পদবী|বর্তমান পদবি|বর্তমান পদবী|"
        "পদবি ও কর্মস্থল|পদমর্যাদা|দায়িত্ব"
    ),
    "role": "role|rolle|function|organization 1 job description",
    "note": (
        "note|notes|notiz|notizen|comment|comments|kommentar|kommentare|bemerkung|bemerkungen|"
        "anmerkung|anmerkungen|remark|remarks|remarques|remarque|commentaire|commentaires|"
        "notas|nota|notities|opmerkingen|annotazioni|description|beschreibung|মন্তব্য|টীকা|"
        "примечания|заметки|observaciones|observacoes|anteckningar|メモ|additional notes|notlar|"
        "anotacoes|annotations|anmerkungen und notizen|info|additional information|"
        "other information|misc|বিবরণ|নোট|অন্যান্য তথ্য|বিশেষ দ্রষ্টব্য"
    ),
    "bday": (
        "birthday|birth date|birthdate|date of birth|dob|bday|geburtstag|geburtsdatum|"
        "anniversaire|date de naissance|cumpleanos|fecha de nacimiento|compleanno|"
        "data di nascita|verjaardag|geboortedatum|aniversario|data de nascimento|fodselsdag|"
        "fodselsdato|fodelsedag|день рождения|дата рождения|জন্মদিন|জন্ম তারিখ|জন্মতারিখ|誕生日|"
        "urodziny|dogum tarihi|born|born on|geboren|geboren am|naissance|ne le|nascimento|"
        "nacimiento|geboorte datum|জন্ম"
    ),
    "bday.year": (
        "birth year|geburtsjahr|annee de naissance|ano de nacimiento|geboortejaar|anno di nascita"
    ),
    "bday.month": (
        "birth month|geburtsmonat|mois de naissance|mes de nacimiento|geboortemaand|"
        "mese di nascita"
    ),
    "bday.day": "birth day|jour de naissance|dia de nacimiento|geboortedag|giorno di nascita",
    "categories": (
        "categories|category|kategorien|kategorie|tags|labels|group membership|groups|gruppen|"
        "categorias|categorie|categorieen|keywords|group|tag|mots cles|palabras clave|"
        "palavras chave|parole chiave|trefwoorden|stichworter|stichworte|labels and groups"
    ),
    "city": (
        "city|town|ort|stadt|wohnort|ville|ciudad|citta|plaats|stad|cidade|by|locality|শহর|"
        "woonplaats|thana|upazila|district city"
    ),
    "region": "state|province|region|bundesland|state province|provincia|provincie|estado|county",
    "code": (
        "zip|zip code|postal code|postcode|plz|postleitzahl|code postal|codigo postal|cap|"
        "zip postal code|cep"
    ),
    "country": "country|land|pays|pais|paese|country region|land region|nation|দেশ|страна",
    "street": (
        "address|adresse|street|strasse|straße|street address|anschrift|rue|calle|direccion|"
        "indirizzo|adres|straat|endereco|ঠিকানা|адрес|full address|mailing address|werkadres|"
        "priveadres|huisadres|bezoekadres|postadres|postal address|postanschrift|"
        "present address|permanent address|contact address|office address|direccion particular|"
        "domicilio|ঠিকানা ও ফোন|অফিসের ঠিকানা|বর্তমান ঠিকানা|যোগাযোগের ঠিকানা"
    ),
    "street2": "address 2|address line 2|street 2",
    "box": (
        "po box|postfach|postbus|b p|bp|boite postale|autre boite postale|b p professionnelle|"
        "apartado postal|caixa postal|casella postale|weiteres postfach"
    ),
    "photo": "photo|picture|image",
    "im": (
        "screen name|messenger name|im|instant messenger|skype|jabber|aim|icq|messenger|"
        "messenger id|skype id|skype name|schermnaam|pseudo|nombre en pantalla|pseudonyme|"
        "telegram|signal|wechat|imo"
    ),
    "email": (
        "e mail|email|mail|courriel|correo|correo electronico|posta elettronica|"
        "электронная почта|ই মেইল|ইমেইল|ই মেইল ঠিকানা|メールアドレス|eposta|e posta|"
        "adresse electronique|adres e mail|adresse de messagerie|"
        "direccion de correo electronico|indirizzo di posta elettronica|e mail id|email id|"
        "mail id|e mail ids|email ids|e mailadres|e mailadressen|correo e|e mail addresses|"
        "email addresses|correos|e mail adressen|official mail|ইমেইল আইডি|মেইল|ইমেল|ই মেল"
    ),
    "url": (
        "urls|links|websites|url|web|website|web site|web page|webpage|homepage|home page|"
        "webseite|internetseite|internetadresse|site web|page web|sitio web|pagina web|"
        "sito web|webpagina|blog|linkedin|linkedin url|linkedin profile|profile url|facebook|"
        "www|personal website|company website|website url|ওয়েবসাইট|ওয়েব|сайт|"
        "linkedin profile url|public profile url|github|xing|twitter|linked in|pagina da web|"
        "pagina de internet|web address|web link|website link|internet|ওয়েব সাইট|ওয়েব ঠিকানা"
    ),
}
"""Fields by their headings: whole ones, as `headings.plain` returns them."""
