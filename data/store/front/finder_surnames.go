package front

// surnames are read otherwise than the same characters elsewhere. A single one
// may have several readings; of a compound one the readings of its two
// characters stand side by side.
var surnames = map[string]string{
	"单": "shan", "仇": "qiu", "曾": "zeng", "解": "xie", "区": "ou", "查": "zha", "盖": "ge gai", "朴": "piao pu",
	"任": "ren", "华": "hua", "翟": "zhai di", "乐": "yue le", "尉": "wei", "缪": "miao", "宁": "ning", "隗": "wei kui",
	"员": "yun", "贠": "yun", "贾": "jia", "召": "shao", "洗": "xian", "冼": "xian", "燕": "yan", "纪": "ji",
	"覃": "qin tan", "秘": "bi", "逄": "pang", "郇": "xun huan", "黑": "he", "种": "chong", "重": "chong", "繁": "po",
	"折": "she", "佘": "she", "厍": "she", "葛": "ge", "谌": "chen shen", "訾": "zi", "薄": "bo", "应": "ying",
	"过": "guo", "都": "du", "车": "che", "柏": "bai bo", "令": "ling", "瞿": "qu", "祭": "zhai", "郗": "xi chi",
	"能": "nai", "乜": "nie", "臧": "zang", "藏": "zang", "曲": "qu", "幺": "yao", "么": "yao", "强": "qiang jiang",
	"谷": "gu", "阚": "kan", "妫": "gui", "佴": "nai", "仉": "zhang", "呙": "guo", "句": "gou", "撒": "sa",
	"晁": "chao", "叶": "ye", "莘": "shen xin", "占": "zhan", "贲": "ben", "费": "fei bi", "宓": "mi fu", "笮": "ze",
	"那": "na", "哈": "ha", "卜": "bu", "石": "shi", "沈": "shen", "俞": "yu", "殷": "yin", "褚": "chu",
	"牟": "mou mu", "眭": "sui", "於": "yu", "適": "kuo", "逯": "lu", "钭": "tou", "郄": "qie", "郝": "hao",
	"靳": "jin", "麴": "qu", "佟": "tong", "晏": "yan", "暨": "ji", "相": "xiang", "红": "hong", "行": "xing",
	"长": "chang", "万": "wan", "缴": "jiao", "校": "jiao", "尹": "yin", "称": "chen", "朝": "chao", "洪": "hong",
	"尉迟": "yu chi", "长孙": "zhang sun", "万俟": "mo qi", "单于": "chan yu", "澹台": "tan tai", "令狐": "ling hu",
	"鲜于": "xian yu", "宰父": "zai fu", "皇甫": "huang fu", "欧阳": "ou yang", "诸葛": "zhu ge", "上官": "shang guan",
	"夏侯": "xia hou", "呼延": "hu yan", "宇文": "yu wen", "慕容": "mu rong", "司徒": "si tu", "司空": "si kong",
	"司马": "si ma", "公孙": "gong sun", "钟离": "zhong li", "濮阳": "pu yang", "淳于": "chun yu", "太叔": "tai shu",
	"申屠": "shen tu", "轩辕": "xuan yuan", "亓官": "qi guan", "拓跋": "tuo ba", "独孤": "du gu", "南宫": "nan gong",
	"东方": "dong fang", "西门": "xi men", "赫连": "he lian", "百里": "bai li", "端木": "duan mu", "乐正": "yue zheng",
	"子车": "zi ju", "漆雕": "qi diao", "公冶": "gong ye", "闻人": "wen ren", "宗政": "zong zheng", "谷梁": "gu liang",
}
