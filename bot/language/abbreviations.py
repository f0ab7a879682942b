"""Words that end in a full stop without ending a sentence, folded and without that stop. Only data."""

TITLES = {
    "": """mr mrs ms mx dr prof gen lt col maj capt cpt sgt cpl adm vadm radm cdr cmdr brig sen rep gov pres rev hon amb
        st sra sr vs v cf viz e.g i.e eg ie approx ca inter lt.col lt.gen maj.gen brig.gen messrs supt insp det atty
        gov.gen""",
    "de": """hr hrn fr frl dipl ing mag gebr hl st bzw vgl evtl ggf inkl exkl sog bspw z.b zb d.h dh u.a o.g i.d.r i.d
        s.o s.u u.u v.a z.t z.zt i.v i.a o.ä o.a m.e a.d i.g e.v gen obst oltn hptm min staatssekr geb gest verh rd max
        mind zzgl abzgl exz""",
    "fr": "m mm mme mmes mlle mlles dr pr me mgr vve ste st env c.-a-d c.a.d ex p.ex cie cdt col gal lt",
}
"""Always followed by a name or by the rest of the sentence."""

NUMBERED = {
    "": """no nos nr art arts sec sect fig figs vol vols ch chap para paras par p pp reg regs dir app ann ref refs eq
        tab ed eds pt cl jan feb mar apr jun jul aug sep sept oct nov dec n ex op ser lit n° nº""",
    "de": """abs nrn ziff bd bde kap s rn rdnr anm tz abschn uabs buchst lfd januar februar marz april mai juni juli
        august september oktober november dezember dez okt""",
    "fr": "janv fevr avr juill al ss par titre reglt janvier",
}
"""An abbreviation only before a number: `No. 5`, but "The answer was no. Five men left."."""

OPEN = {
    "": """inc corp ltd co bros dept univ ave blvd rd mt ft jr ph.d m.d b.a m.a ll.m d.phil al esq plc u.s u.k u.n
        e.u u.a.e u.s.a u.s.s.r d.c l.a n.y""",
    "de": "mio mrd bill tsd str ca co u.a.m",
    "fr": "mds mrd ste",
}
"""May end a sentence: it does before a capitalised function word ("in the U.S. The law"), not before a name."""
