"""Countries with their demonyms and capitals, and the other names that news uses for them."""

from __future__ import annotations

from functools import cache

# name: demonyms and adjectives; capital and other names that stand for the state (metonyms)
COUNTRIES = """
Afghanistan: Afghan; Kabul, Taliban
Albania: Albanian; Tirana
Algeria: Algerian; Algiers
Angola: Angolan; Luanda
Argentina: Argentine, Argentinian; Buenos Aires
Armenia: Armenian; Yerevan
Australia: Australian, Aussie; Canberra
Austria: Austrian; Vienna
Azerbaijan: Azerbaijani, Azeri; Baku
Bahrain: Bahraini; Manama
Bangladesh: Bangladeshi; Dhaka
Belarus: Belarusian; Minsk
Belgium: Belgian; Brussels
Bolivia: Bolivian; La Paz
Bosnia: Bosnian; Sarajevo
Botswana: Botswanan; Gaborone
Brazil: Brazilian; Brasilia
Britain: British, Briton, UK, U.K., United Kingdom, Great Britain, Brit; London, Westminster, Downing Street, Whitehall, Bank of England, England
Bulgaria: Bulgarian; Sofia
Burma: Burmese, Myanmar; Naypyidaw
Cambodia: Cambodian; Phnom Penh
Cameroon: Cameroonian; Yaounde
Canada: Canadian; Ottawa
Chad: Chadian; N'Djamena
Chile: Chilean; Santiago
China: Chinese, PRC; Beijing
Colombia: Colombian; Bogota
Congo: Congolese, DRC; Kinshasa
Croatia: Croatian, Croat; Zagreb
Cuba: Cuban; Havana
Cyprus: Cypriot; Nicosia
Czech Republic: Czech, Czechia; Prague
Denmark: Danish, Dane; Copenhagen
Ecuador: Ecuadorean, Ecuadorian; Quito
Egypt: Egyptian; Cairo
England: English
Eritrea: Eritrean; Asmara
Estonia: Estonian; Tallinn
Ethiopia: Ethiopian; Addis Ababa
Finland: Finnish, Finn; Helsinki
France: French, Frenchman; Paris, Elysee
Georgia: Georgian; Tbilisi
Germany: German; Berlin
Ghana: Ghanaian; Accra
Greece: Greek; Athens
Guatemala: Guatemalan
Haiti: Haitian; Port-au-Prince
Honduras: Honduran; Tegucigalpa
Hong Kong: Hongkonger
Hungary: Hungarian; Budapest
Iceland: Icelandic, Icelander; Reykjavik
India: Indian; New Delhi, Delhi
Indonesia: Indonesian; Jakarta
Iran: Iranian, Persian; Tehran
Iraq: Iraqi; Baghdad
Ireland: Irish; Dublin
Israel: Israeli, IDF; Jerusalem, Tel Aviv
Italy: Italian; Rome
Ivory Coast: Ivorian, Cote d'Ivoire; Abidjan
Jamaica: Jamaican; Kingston
Japan: Japanese; Tokyo
Jordan: Jordanian; Amman
Kazakhstan: Kazakh; Astana
Kenya: Kenyan; Nairobi
Kosovo: Kosovan, Kosovar; Pristina
Kuwait: Kuwaiti
Laos: Laotian, Lao; Vientiane
Latvia: Latvian; Riga
Lebanon: Lebanese; Beirut
Liberia: Liberian; Monrovia
Libya: Libyan; Tripoli
Lithuania: Lithuanian; Vilnius
Luxembourg: Luxembourger
Malawi: Malawian
Malaysia: Malaysian; Kuala Lumpur
Mali: Malian; Bamako
Malta: Maltese; Valletta
Mexico: Mexican; Mexico City
Moldova: Moldovan; Chisinau
Mongolia: Mongolian
Morocco: Moroccan; Rabat
Mozambique: Mozambican; Maputo
Namibia: Namibian
Nepal: Nepalese, Nepali; Kathmandu
Netherlands: Dutch, Holland; Amsterdam, Hague
New Zealand: New Zealander, Kiwi, NZ; Wellington
Nicaragua: Nicaraguan; Managua
Niger: Nigerien; Niamey
Nigeria: Nigerian; Abuja, Lagos
North Korea: North Korean, DPRK; Pyongyang
Norway: Norwegian; Oslo
Oman: Omani; Muscat
Pakistan: Pakistani; Islamabad
Palestine: Palestinian; Ramallah
Panama: Panamanian
Peru: Peruvian; Lima
Philippines: Philippine, Filipino; Manila
Poland: Polish, Pole; Warsaw
Portugal: Portuguese; Lisbon
Qatar: Qatari; Doha
Romania: Romanian; Bucharest
Russia: Russian, Soviet, Soviet Union, USSR, U.S.S.R.; Moscow, Kremlin
Rwanda: Rwandan; Kigali
Saudi Arabia: Saudi, Saudi Arabian; Riyadh
Scotland: Scottish, Scot, Scots; Edinburgh
Senegal: Senegalese; Dakar
Serbia: Serbian, Serb; Belgrade
Singapore: Singaporean
Slovakia: Slovak, Slovakian; Bratislava
Slovenia: Slovenian, Slovene; Ljubljana
Somalia: Somali; Mogadishu
South Africa: South African; Pretoria
South Korea: South Korean, S Korea, S. Korea; Seoul
Spain: Spanish, Spaniard; Madrid
Sri Lanka: Sri Lankan; Colombo
Sudan: Sudanese; Khartoum
Sweden: Swedish, Swede; Stockholm
Switzerland: Swiss; Bern
Syria: Syrian; Damascus
Taiwan: Taiwanese; Taipei
Tanzania: Tanzanian
Thailand: Thai; Bangkok
Tunisia: Tunisian; Tunis
Turkey: Turkish, Turk, Turkiye; Ankara
Uganda: Ugandan; Kampala
Ukraine: Ukrainian; Kyiv, Kiev
United Arab Emirates: Emirati, UAE; Abu Dhabi
United States: American, US, U.S., USA, U.S.A., America; Washington, White House, Pentagon
Uruguay: Uruguayan; Montevideo
Uzbekistan: Uzbek; Tashkent
Venezuela: Venezuelan; Caracas
Vietnam: Vietnamese; Hanoi
Wales: Welsh; Cardiff
Yemen: Yemeni; Sanaa
Zambia: Zambian; Lusaka
Zimbabwe: Zimbabwean; Harare
European Union: EU, E.U., European, Europe; Brussels
United Nations: UN, U.N.
"""


@cache
def _table() -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    metonyms: dict[str, str] = {}
    for line in COUNTRIES.strip().splitlines():
        name, _, rest = line.partition(":")
        adjectives, _, seats = rest.partition(";")
        for form in [name, *adjectives.split(",")]:
            form = form.strip().lower()
            if form:
                names[form] = name
                names.setdefault(form + "s", name)
        for seat in seats.split(","):
            if seat.strip():
                metonyms.setdefault(seat.strip().lower(), name)
    return names, metonyms


def country_of(name: str) -> str | None:
    """The country that a name, demonym or adjective belongs to: ``Ukrainian`` → ``Ukraine``."""
    return _table()[0].get(_key(name))


def _key(name: str) -> str:
    """Its entry in the tables: "the United States" is the United States."""
    return name.lower().strip().removeprefix("the ")


def state_of(name: str) -> str | None:
    """Like :func:`country_of`, and also for capitals and seats of government: ``Kremlin`` → ``Russia``."""
    return country_of(name) or _table()[1].get(_key(name))


@cache
def forms_of(country: str) -> frozenset[str]:
    """Every lower-case form that stands for a country, metonyms included."""
    names, metonyms = _table()
    return frozenset(form for table in (names, metonyms) for form, owner in table.items() if owner == country)
