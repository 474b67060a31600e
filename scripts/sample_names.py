"""Names for scripts/make-sample. No pair of forename and surname is meant to be anybody."""

# Where a family comes from: share in 100, surnames, girls, boys, mothers, fathers. A surname written
# "a/b" has a form for women and girls after the bar.
ORIGINS = {
    "english": (40,
        "Ashdown Barrowclough Bexley Cartledge Dunmore Eastwood Fenwick Garside Hollis Inchbald Kingscote "
        "Larkin Marwood Nettleton Oakden Pargeter Quested Ridgway Stancombe Underhill Varley "
        "Whitcombe Yaxley Bellamy Copeland Draycott Hartnoll",
        "Amelia Isla Poppy Daisy Florence Willow Evie Rosie Harriet Matilda Phoebe Edith Orla Beatrice",
        "Oliver Arthur Theo Alfie Freddie Toby Reuben Stanley Albie Louis Jasper Ralph Barnaby Ned",
        "Sarah Emma Laura Rachel Joanne Kelly Gemma Hannah Charlotte Becky Natalie Helen",
        "David Neil Paul Andrew Stephen James Daniel Lee Craig Simon Matthew Gareth"),
    "welsh": (8, "Llewellyn Bevan Cadogan Vaughan Pritchard Maddocks",
        "Ffion Seren Cerys Mali Nia Lowri", "Macsen Ioan Osian Gethin Emrys Dylan",
        "Siân Angharad Carys Rhiannon Bethan Eleri", "Rhodri Huw Geraint Aled Iwan Emyr"),
    "polish": (9, "Kamiński/Kamińska Kowalczyk Nowak Zieliński/Zielińska Dąbrowski/Dąbrowska Szymański/Szymańska",
        "Zofia Oliwia Hanna Maja Łucja Pola", "Jakub Kacper Szymon Filip Mikołaj Tymon",
        "Katarzyna Agnieszka Małgorzata Ewa Joanna Beata", "Piotr Tomasz Krzysztof Paweł Marcin Grzegorz"),
    "arabic": (7, "Al-Najjar Haddad Mansour Al-Sayed Benali Darwish",
        "Maryam Layla Salma Noor Amina Yasmin", "Yusuf Omar Karim Idris Zayd Ilyas",
        "Fatima Huda Rania Samira Nadia Hanan", "Ahmed Khalid Tariq Samir Mustafa Nabil"),
    "chinese": (6, "Lin Wong Zhang Lau Huang Cheung",
        "Mei Xin Jia Yi Ling", "Jun Hao Wei Ming Kai Bo",
        "Xiaoling Yan Hui Lihua Mei-Ling Fang", "Wei Jian Guoqiang Chi-Wai Tao Feng"),
    "panjabi": (6, "Dhaliwal Sandhu Grewal Mahal Bassi", "Simran Jasleen Kiran Harleen Avneet",
        "Arjan Jaskaran Kabir Ranvir Harvir", "Manpreet Rajinder Harjit Sukhvinder", "Gurpreet Baljit Hardeep Ravinder"),
    "bengali": (4, "Choudhury Uddin Miah Talukdar Sarkar", "Ayesha Sumaiya Tasnim Rahima Nafisa", "Rayhan Tahmid Ishaan Sadiq Arif",
        "Nasima Shirin Rukhsana Parvin", "Abdul Shahin Mizanur Habib"),
    "pakistani": (5, "Hussain Mahmood Qureshi Siddiqui Chaudhry", "Zara Hira Mahnoor Aleena Iqra", "Hamza Bilal Usman Zain Saad",
        "Shazia Rubina Samina Nasreen Farah", "Imran Asif Nadeem Kashif Waqar"),
    "nigerian": (5, "Okonkwo Adeyemi Balogun Eze Nwosu", "Adaeze Temilola Chiamaka Simisola", "Tobi Chidi Kelechi Femi",
        "Ngozi Folake Ifeoma Yetunde", "Emeka Segun Babatunde Chinedu"),
    "romanian": (4, "Popescu Ionescu Munteanu Dumitrescu", "Ioana Sofia Daria Anca", "Andrei Matei Luca Ștefan",
        "Elena Mihaela Gabriela Cristina", "Ion Bogdan Florin Adrian"),
    "irish": (4, "O'Sullivan Keane Ní_Bhriain Gallagher", "Aoife Saoirse Niamh Róisín", "Cillian Oisín Fionn Tadhg",
        "Siobhán Gráinne Maeve Deirdre", "Declan Eoin Padraig Conor"),
    "portuguese": (3, "Gonçalves Araújo Conceição Simões", "Inês Beatriz Leonor Margarida", "Tomás Duarte João Afonso",
        "Conceição Fátima Teresa Graça", "António José Luís Rui"),
    "ukrainian": (2, "Kovalenko Shevchuk Bondarenko", "Daryna Solomiia Zlata", "Danylo Bohdan Marko",
        "Oksana Iryna Olena", "Andriy Serhiy Vasyl"),
    "turkish": (2, "Yıldız Öztürk Çelik", "Elif Zeynep Defne", "Emir Kerem Ömer", "Ayşe Gülay Sevgi", "Mehmet Murat Özgür"),
}
# The share of an origin's parents who read another language than English, as the school has it on file. With
# English these are twelve.
LANGUAGE = {"welsh": ("cy", 0.5), "polish": ("pl", 0.6), "arabic": ("ar", 0.5), "romanian": ("ro", 0.3),
            "pakistani": ("ur", 0.5), "panjabi": ("pa", 0.4), "bengali": ("bn", 0.4), "chinese": ("zh", 0.4),
            "ukrainian": ("uk", 0.7), "portuguese": ("pt", 0.3), "turkish": ("tr", 0.5)}
